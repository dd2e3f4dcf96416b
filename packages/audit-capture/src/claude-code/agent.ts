/** The name of Claude Code in the log: as the agent, and as the source of what its hooks and transcripts tell. */
export const AGENT = 'claude-code';

/**
 * The optional fields of an entry that docs/format.md §3 lists: those that a caller may give, and what each holds. A
 * field that is not listed is kept too; a caller gives it in `extra`.
 */

/** What a writer adds to a call where it knows it. Leave out what is not known. */
export interface CallFields {
	/**
	 * The agent's own id of the call: `toolu_01A…`. Where an agent gives an id again, with its prompt and session
	 * (`id@prompt@session`).
	 */
	call_id?: string | undefined;
	/** The `call_id` of the call that started the subagent which made this call. */
	parent_call_id?: string | undefined;
	/** The conversation that the call belongs to. */
	session?: string | undefined;
	/** The program that made the call, such as `claude-code`. */
	agent?: string | undefined;
	/** The subagent inside that program. */
	agent_id?: string | undefined;
	/** What recorded the call, such as `claude-code` for calls that were captured from that program. */
	source?: string | undefined;
	/** How long the call took, in milliseconds. */
	duration_ms?: number | undefined;
	/** Who denied the call: `rule`, `hook`, `user`, `classifier`, `policy` or `permission`; other text is possible. */
	denied_by?: string | undefined;
	/** Why the call was denied or failed, in words. */
	reason?: string | undefined;
	/** The folder in which the agent worked. */
	cwd?: string | undefined;
	/** The model that asked for the call. */
	model?: string | undefined;
	/** The machine on which the agent ran. */
	host?: string | undefined;
	/** The MCP server that the tool belongs to. */
	mcp_server?: string | undefined;
}

/** The same fields as they are read. Some writers put `null` where there is nothing to tell. */
export type StoredCallFields = {
	[Field in keyof CallFields]?: Exclude<CallFields[Field], undefined> | null;
};

/** The optional fields, and those that the recorder alone sets, with the type of what they hold. */
export const OPTIONAL_FIELDS: Record<keyof CallFields | 'id' | 'recorded_at', 'string' | 'number'> =
	{
		id: 'string',
		call_id: 'string',
		parent_call_id: 'string',
		session: 'string',
		agent: 'string',
		agent_id: 'string',
		source: 'string',
		duration_ms: 'number',
		denied_by: 'string',
		reason: 'string',
		cwd: 'string',
		model: 'string',
		host: 'string',
		mcp_server: 'string',
		recorded_at: 'string',
	};

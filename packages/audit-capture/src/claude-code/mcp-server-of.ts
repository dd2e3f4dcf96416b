/** The MCP server that a tool belongs to, as its name tells: `mcp__<server>__<tool>`. */
export function mcpServerOf(tool: string): string | undefined {
	return /^mcp__(.+?)__/.exec(tool)?.[1];
}

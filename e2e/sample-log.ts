import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer } from './server.ts';

export interface Call {
	tool: string;
	args: Record<string, string>;
	status: string;
	result_snippet: string;
}

/** The last denied call of one of robin's days, as it is in the file. */
export async function lastDenied(
	server: RunningServer,
	day: string,
): Promise<{ call: Call; row: number }> {
	const text = await readFile(join(server.home, 'robin/tool_audit', `${day}.jsonl`), 'utf8');
	const calls = text.trimEnd().split('\n');
	const row = calls.findLastIndex((line) => (JSON.parse(line) as Call).status === 'denied');
	return { call: JSON.parse(calls[row]!) as Call, row: row + 1 };
}

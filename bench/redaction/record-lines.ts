import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog, type Call } from '@tool-audit/core';
import { withFolder } from '../harness/bench.ts';

type BareCall = Pick<Call, 'args' | 'result'>;

const CALLS_AT_ONCE = 5_000;

/** The lines that the recorder writes for some calls, with the usual redaction or with none. */
export async function recordLines(calls: readonly BareCall[], redact?: false): Promise<string[]> {
	return withFolder(async (home) => {
		// A clock that stands, so that no midnight divides the lines between two files.
		const log = openAuditLog({ home, redact, now: () => Date.UTC(2026, 10, 22, 12) });
		for (const some of chunksOf(calls, CALLS_AT_ONCE)) {
			const record = (call: BareCall) =>
				log.record({ user: 'alice', tool: 'shell.run', status: 'ok', ...call });
			await Promise.all(some.map(record));
		}
		await log.close();
		const [file] = globSync('*/tool_audit/*.jsonl', { cwd: home });
		return readFileSync(join(home, file!), 'utf8').trimEnd().split('\n');
	});
}

function chunksOf<T>(list: readonly T[], length: number): T[][] {
	const count = Math.ceil(list.length / length);
	return Array.from({ length: count }, (_, n) => list.slice(n * length, (n + 1) * length));
}

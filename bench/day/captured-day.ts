/** A day of captured calls, as the hook writes them. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DAY = '2026-11-20';
const WRITE_CHARS = 1_000_000;

export function writeCapturedDay(folder: string, entries: number) {
	const file = join(folder, 'home/ada/tool_audit', `${DAY}.jsonl`);
	mkdirSync(dirname(file), { recursive: true });
	const out = openSync(file, 'w');
	let batch = '';
	for (let n = 0; n < entries; n++) {
		batch += `${JSON.stringify(entryOf(n))}\n`;
		if (batch.length < WRITE_CHARS) continue;
		writeSync(out, batch);
		batch = '';
	}
	writeSync(out, batch);
	closeSync(out);
	return { user: 'ada', day: DAY, file };
}

function entryOf(n: number) {
	const ms = String(n % 1_000).padStart(3, '0');
	return {
		...{ ts: `${DAY}T10:00:00.${ms}+00:00`, user: 'ada', tool: n % 3 ? 'Bash' : 'Read' },
		args: n % 3 ? { command: `git log -n ${n}` } : { file_path: `/home/ada/project/${n}.ts` },
		...{ status: n % 20 ? 'ok' : 'error', result_chars: 412, result_snippet: 'main.ts\nlog.ts' },
		id: `01a22767-edc4-7bc6-aa4c-${String(n).padStart(12, '0')}`,
		call_id: `toolu_01${String(n).padStart(22, '0')}`,
		session: 'ba489b65-1641-4d4a-ba09-67a4668bbf85',
		...{ agent: 'claude-code', source: 'claude-code', duration_ms: n % 900 },
		...{ cwd: '/home/ada/project', host: 'box' },
	};
}

import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { JsonObject } from '../src/format/entry.ts';
import { openAuditLog } from '../src/index.ts';
import { readWithPython } from './python.ts';
import { call, DAY, dayPath, makeHome, startRecorder } from './write-fixture.ts';

/** How the older writer appends. */
const WRITE = `
import json, sys
for n in range(int(sys.argv[2])):
    entry = {"ts": "2026-11-22T12:00:00", "user": "alice", "tool": "py", "args": {"n": n, "word": "Gew\\u00e4chshaus"},
             "status": "ok", "result_chars": 2, "result_snippet": "\\u2028\\u0085"}
    with open(sys.argv[1], "a") as file:
        file.write(json.dumps(entry) + "\\n")
`;

test('a Python writer and this recorder share a file, and readers in both languages get every entry', async () => {
	const count = 500;
	const home = await makeHome();
	const path = dayPath(home);
	await mkdir(dirname(path), { recursive: true });
	const python = spawn('python3', ['-c', WRITE, path, String(count)], { stdio: 'inherit' });
	const exit = once(python, 'exit');
	const recorder = startRecorder(home);
	for (let n = 0; n < count; n++) {
		await recorder.record(
			call({ tool: 'ours', args: { n, word: 'Gewächshaus' }, result: '\u2028\u0085' }),
		);
	}
	expect(await exit).toEqual([0, null]);

	const [byPython] = readWithPython([path]) as [JsonObject[]];
	const log = openAuditLog({ home, timeZone: 'UTC' });
	const { entries, damaged, total } = await log.readDay('alice', DAY, { limit: 1_000 });
	expect(damaged).toEqual([]);
	expect(total).toBe(2 * count);
	expect(entries.map(({ entry }) => entry)).toEqual(byPython);
	for (const tool of ['py', 'ours']) {
		const args = byPython.filter((entry) => entry.tool === tool).map((entry) => entry.args);
		expect(args).toEqual(Array.from({ length: count }, (_, n) => ({ n, word: 'Gewächshaus' })));
	}
});

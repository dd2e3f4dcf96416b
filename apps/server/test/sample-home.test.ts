/** Real input: files of the older writer, read by this reader and by the older one. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE_HOME } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

/** The exact algorithm of the older reader: split at every line boundary of Unicode, parse each piece. */
const READER = `
import json, pathlib, sys
days = {}
for file in pathlib.Path(sys.argv[1]).iterdir():
    pieces = file.read_text(encoding="utf-8").splitlines()
    days[file.stem] = [json.loads(piece) for piece in pieces if piece.strip()]
print(json.dumps(days))
`;

function readInPython(user: string): Record<string, unknown[]> {
	const folder = join(SAMPLE_HOME, user, 'tool_audit');
	const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
	return JSON.parse(execFileSync('python3', ['-c', READER, folder], options)) as never;
}

test.each([
	['alice', 8, 541],
	['bob', 6, 69],
])('%s has %d days and %d entries, the same for every reader', async (user, days, entries) => {
	const server = await startServer({ home: SAMPLE_HOME });
	const person = await server.person(user);
	const list = (await person.call('audit.listDays', {})).data.days as { day: string }[];
	expect(list).toHaveLength(days);
	expect((await person.get('/api/audit/files')).data).toEqual({
		dates: list.map(({ day }) => day),
	});
	const pythons = readInPython(user);
	expect(Object.keys(pythons).sort().reverse()).toEqual(list.map(({ day }) => day));
	let count = 0;
	for (const { day } of list) {
		const page = (await person.call('audit.readDay', { day, limit: 1000 })).data;
		const ours = page.entries.map(({ entry }: { entry: unknown }) => entry);
		const plain = (await person.get(`/api/audit/day?date=${day}`)).data;
		expect(ours).toEqual(pythons[day]);
		expect(plain).toEqual(pythons[day]);
		expect(page.damaged).toEqual([]);
		count += ours.length;
	}
	expect(count).toBe(entries);
});

test('alice’s newest day has 48 entries', async () => {
	const server = await startServer({ home: SAMPLE_HOME });
	const alice = await server.person('alice');
	const { days } = (await alice.call('audit.listDays', {})).data;
	expect(days[0]).toMatchObject({ day: '2026-11-22', counts: { total: 48 } });
});

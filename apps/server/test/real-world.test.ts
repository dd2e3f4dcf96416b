import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

/** Day files as real programs leave them, and what is right for each: those of core, through the server. */
const FOLDER = join(import.meta.dirname, '../../../packages/audit-core/test/fixtures/real-world');
const DAY = '2026-11-20';
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

interface ExpectedRow {
	tool: string | null;
	status: string;
	args?: object;
	session?: string;
}
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
	string,
	{ rows?: ExpectedRow[]; statuses?: [written: unknown, counted: string][] }
>;

interface GivenRow {
	entry: { tool?: string; status?: unknown; args?: object; session?: string };
	status?: string;
}
const countedAs = ({ entry, status }: GivenRow) =>
	status ?? ['ok', 'error', 'denied'].find((name) => name === entry.status) ?? 'unknown';

test.each(NAMES)(
	'%s is given by the procedures, by plain HTTP and by all exports',
	async (name) => {
		const home = await homeWith({
			[`ada/tool_audit/${DAY}.jsonl`]: readFileSync(join(FOLDER, name)),
		});
		const server = await startServer({ home });
		const ada = await server.person('ada');
		const { entries, damaged } = (await ada.call('audit.readDay', { day: DAY })).data as {
			entries: GivenRow[];
			damaged: unknown[];
		};
		expect(damaged).toEqual([]);
		expect(entries.length).toBeGreaterThan(0);

		const { rows, statuses } = EXPECTED[name]!;
		if (rows) {
			const told = entries.map((row) => ({ tool: row.entry.tool ?? null, status: countedAs(row) }));
			expect(told).toEqual(rows.map(({ tool, status }) => ({ tool, status })));
			for (const [at, { args, session }] of rows.entries()) {
				if (args) expect(entries[at]?.entry.args).toEqual(args);
				if (session !== undefined) expect(entries[at]?.entry.session).toBe(session);
			}
		}
		if (statuses) {
			expect(entries.map((row) => [row.entry.status, countedAs(row)])).toEqual(statuses);
		}

		const plain = (await ada.get(`/api/audit/day?day=${DAY}`)).data as unknown[];
		expect(plain).toHaveLength(entries.length);
		const take = (format: string) => ada.get(`/api/audit/export?day=${DAY}&format=${format}`);
		const json = (await take('json')).data as GivenRow['entry'][];
		expect(json.map(({ tool }) => tool)).toEqual(entries.map(({ entry }) => entry.tool));
		const lines = (await take('jsonl')).text.trimEnd().split('\n');
		expect(lines).toHaveLength(entries.length);
		for (const line of lines) {
			expect(JSON.parse(line.replace(/^\ufeff/, '').replace(/,\s*$/, ''))).toBeTypeOf('object');
		}
		const csv = (await take('csv')).text;
		expect(csv).not.toMatch(/(^|[;\t\r\n])[\s"\p{Cc}\p{Cf}]*[=+\-@]/u);
		expect(csv.split('\r\n').length).toBeGreaterThan(entries.length);
	},
);

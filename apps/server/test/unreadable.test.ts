import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

const [DAY, BAD] = ['2026-11-22', '2026-11-21'];
const LINE = '{"ts":"2026-11-22T10:00:00Z","tool":"t","status":"denied"}\n';

/** One of ann's days is a link, and bob's whole log is one. */
async function withLinks() {
	const home = await homeWith({
		[`ann/tool_audit/${DAY}.jsonl`]: LINE,
		'bob/notes.md': '',
	});
	await symlink(`${DAY}.jsonl`, join(home, `ann/tool_audit/${BAD}.jsonl`));
	await symlink(join(home, 'ann/tool_audit'), join(home, 'bob/tool_audit'));
	const server = await startServer({ home });
	return { ann: await server.person('ann'), ada: await server.person('ada', 'admin') };
}

test('every list of days reports a day that can’t be read', async () => {
	const { ann } = await withLinks();
	expect((await ann.call('audit.listDays', {})).data.days).toMatchObject([
		{ day: DAY, counts: { denied: 1 } },
		{ day: BAD, counts: null, unreadable: { code: 'unsafe-file' } },
	]);
	const { status, data } = await ann.get('/api/audit/files');
	expect(status).toBe(200);
	expect(data).toEqual({
		dates: [DAY],
		unreadable: [{ date: BAD, message: expect.stringContaining(BAD) as string }],
	});
});

test.each([
	['audit.search', { filter: { text: 't' } }],
	['audit.summaryOverDays', {}],
])('%s returns what can be read and reports the rest', async (procedure, input) => {
	const { ann } = await withLinks();
	const { data } = await ann.call(procedure, input);
	expect(data.entries?.length ?? data.counts.total).toBe(1);
	expect(data.unreadable).toMatchObject([{ user: 'ann', day: BAD, code: 'unsafe-file' }]);
});

test.each(['audit.recentAllUsers', 'audit.summaryAllUsers'])(
	'%s: a link in one user’s folder does not hide other logs',
	async (procedure) => {
		const { ada } = await withLinks();
		const { data } = await ada.call(procedure, { days: 36_500 });
		expect(data.entries?.length ?? data.counts.total).toBeGreaterThan(0);
		expect(data.unreadable).toContainEqual(
			expect.objectContaining({ user: 'bob', day: null, code: 'unsafe-file' }),
		);
	},
);

test('files that look like days and are none are named in both lists, and only then', async () => {
	const home = await homeWith({
		[`ann/tool_audit/${DAY}.jsonl`]: LINE,
		[`ann/tool_audit/${DAY}.jsonl.gz`]: 'compressed',
		[`bob/tool_audit/${DAY}.jsonl`]: LINE,
	});
	const server = await startServer({ home });
	const [ann, bob] = [await server.person('ann'), await server.person('bob')];
	const notDays = {
		count: 1,
		files: [
			{ name: `${DAY}.jsonl.gz`, message: expect.stringContaining('Decompress it') as string },
		],
	};
	expect((await ann.call('audit.listDays', {})).data).toMatchObject({ days: [{}], notDays });
	expect((await ann.get('/api/audit/files')).data).toEqual({ dates: [DAY], notDays });
	expect((await bob.call('audit.listDays', {})).data).not.toHaveProperty('notDays');
	expect((await bob.get('/api/audit/files')).data).toEqual({ dates: [DAY] });
});

test.each(['audit.recentAllUsers', 'audit.summaryAllUsers'])(
	'%s: a link in place of a user’s folder is named, and not followed',
	async (procedure) => {
		const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: LINE });
		const elsewhere = await homeWith({ [`tool_audit/${DAY}.jsonl`]: LINE.repeat(5) });
		await symlink(elsewhere, join(home, 'eve'));
		const server = await startServer({ home });
		const ada = await server.person('ada', 'admin');
		const { data } = await ada.call(procedure, { filter: { tool: ['t'] }, days: 36_500 });
		expect(data.entries?.length ?? data.counts.total).toBe(1);
		expect(data.unreadable).toMatchObject([{ user: 'eve', day: null, code: 'unsafe-file' }]);
		expect((await ada.call('audit.listUsers', {})).data.users).not.toContain('eve');
	},
);

import { expect, test } from 'vitest';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

async function openWithThreeDays(): Promise<CliHarness> {
	const place = await openCliHarness();
	for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
		const ts = `${day}T07:00:00`;
		const denied = entry({ ts, tool: 'shell.run', status: 'denied' });
		await place.writeDay('alice', day, entry({ ts, result_snippet: 'an INVOICE' }), denied);
	}
	return place;
}

async function daysFound(place: CliHarness, ...args: string[]): Promise<string[]> {
	const { stdout } = await place.run(['search', ...args]);
	return stdout.split('\n').flatMap((line) => line.split('\t', 1).filter(Boolean));
}

test('search: finds text in all days, newest first', async () => {
	await using place = await openWithThreeDays();
	expect(await daysFound(place, 'invoice')).toEqual(['2026-11-22', '2026-11-21', '2026-11-20']);
});

test('search: filters by days and status', async () => {
	await using place = await openWithThreeDays();
	const args = ['--status', 'denied', '--from-day', '2026-11-21', '--to-day', '2026-11-21'];
	expect(await daysFound(place, ...args)).toEqual(['2026-11-21']);
});

test('search: stops at the limit, and reports it', async () => {
	await using place = await openWithThreeDays();
	const { stderr } = await place.run(['search', 'invoice', '--limit', '2']);
	expect(stderr).toBe('Showing the newest 2. Use --limit or --to-day for more.\n');
});

test('search: reports when there are no calls', async () => {
	await using place = await openWithThreeDays();
	const { code, stdout, stderr } = await place.run(['search', 'no such text']);
	expect([code, stdout, stderr]).toEqual([0, '', 'No calls found.\n']);
});

test('search, recent: say where damaged lines are', async () => {
	await using place = await openWithThreeDays();
	const remark =
		'Damaged lines are not listed here. See them with tool-audit day DAY --status damaged.\n';
	for (const command of [['search'], ['recent', '--to-day', '2026-11-22']]) {
		const { stderr } = await place.run([...command, '--status', 'damaged']);
		expect(stderr).toContain(remark);
	}
	const { stderr } = await place.run(['search', '--status', 'denied']);
	expect(stderr).not.toContain('amaged');
});

test('search: --json prints one page with all calls found', async () => {
	await using place = await openWithThreeDays();
	const { stdout } = await place.run(['search', 'invoice', '--json']);
	expect(JSON.parse(stdout)).toMatchObject({
		entries: [{ day: '2026-11-22' }, { day: '2026-11-21' }, { day: '2026-11-20' }],
		cursor: null,
	});
});

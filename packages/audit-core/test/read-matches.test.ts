import { expect, onTestFinished, test } from 'vitest';
import { openZone } from '../src/format/time.ts';
import { openHome } from '../src/home.ts';
import { createEngine } from '../src/read/index/engine.ts';
import { findMatches } from '../src/read/index/match-index.ts';
import { openDayReader, type DayReader } from '../src/read/io/day-reader.ts';
import { DAY, line, openTestLog, USER } from './read-fixture.ts';

const ROWS = 3_000;
const KEPT_MAX = 40;

/** Every third row matches. */
const rows = Array.from({ length: ROWS }, (_, n) => ({
	text: `${line({ status: n % 3 === 0 ? 'denied' : 'ok', args: { n } })}\n`,
	isWanted: n % 3 === 0,
}));

function wantedOffsets(): number[] {
	const wanted: number[] = [];
	let offset = 0;
	for (const { text, isWanted } of rows) {
		if (isWanted) wanted.push(offset);
		offset += text.length;
	}
	return wanted;
}

test('finds any range of more matches than are kept', async () => {
	const { home, write, append } = await openTestLog();
	const engine = createEngine({ home: openHome(home), zone: openZone('UTC') });
	onTestFinished(() => engine.close());
	const texts = rows.map(({ text }) => text);
	const wanted = wantedOffsets();
	const open = () => openDayReader(engine.home, { user: USER, day: DAY });
	const find = (file: DayReader | null) =>
		findMatches(engine, file!, { status: ['denied'] }, KEPT_MAX);
	// Each time more are counted, and a smaller part is kept.
	for (const [from, to] of [
		[0, 500],
		[500, 1_500],
		[1_500, ROWS],
	] as const) {
		await (from === 0 ? write : append)(texts.slice(from, to).join(''));
		await using file = await open();
		expect((await find(file)).count).toBe(Math.ceil(to / 3));
	}

	await using file = await open();
	const matches = await find(file);
	for (let from = 0; from < matches.count; from += 77) {
		for (const length of [1, 10, 200]) {
			const to = Math.min(from + length, matches.count);
			expect(await matches.offsets(from, to)).toEqual(wanted.slice(from, to));
		}
	}
});

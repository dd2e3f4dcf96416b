import { expect, test } from 'vitest';
import { both, lateOf, NOTHING_HEARD, UNCOUNTED } from './heard-lines.ts';

const heard = (added: number, late: number) => ({ added, late, isPartial: false });

test.each([
	['none is late', heard(5, 0), 5, 0],
	['all are late', heard(200, 200), 200, 200],
	['all are late, and a filter matches some', heard(200, 200), 7, 7],
	['some are late', heard(53, 50), 53, 50],
	['some are late, and a line was read before its event', heard(53, 50), 54, 50],
	['some are late, and a filter matches others', heard(53, 50), 7, undefined],
	['nothing was heard', NOTHING_HEARD, 3, 0],
	['lines were not counted', both(heard(5, 5), UNCOUNTED), 9, undefined],
])('%s', (_, lines, calls, late) => {
	expect(lateOf(lines, calls)).toBe(late);
});

test('adds up', () => {
	expect(both(heard(5, 1), heard(7, 7))).toEqual(heard(12, 8));
});

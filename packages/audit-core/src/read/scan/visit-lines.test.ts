import { expect, test } from 'vitest';
import { monotonicMs } from '../../monotonic.ts';
import { runVisitSync } from '../io/visit.ts';
import { openKernels } from './kernels.ts';
import { visitLines } from './visit-lines.ts';

const LINE = '{"tool":"t"}\n';
const content = Buffer.from(LINE.repeat(100_000));

/** The lengths of the pieces in which a visitor sees the lines, which are the whole content. */
function piecesOf(look: () => void): number[] {
	const pieces: number[] = [];
	const seen: Buffer[] = [];
	const visitor = {
		block({ bytes, start, end }: { bytes: Buffer; start: number; end: number }) {
			seen.push(Buffer.from(bytes.subarray(start, end)));
			pieces.push(end - start);
			look();
		},
		line: () => expect.unreachable(),
	};
	const range = { from: 0, to: content.length, size: content.length, layout: null };
	const visit = visitLines(range, openKernels(), [visitor]);
	const end = runVisitSync(visit, (into, at) => content.copy(into, 0, at));
	expect(end).toBe(content.length);
	expect(Buffer.concat(seen).equals(content)).toBe(true);
	return pieces;
}

test('what takes long is looked at in small pieces, so that other work may run', () => {
	const pieces = piecesOf(() => {
		const begunMs = monotonicMs();
		while (monotonicMs() - begunMs < 2);
	});
	expect(Math.max(...pieces)).toBeLessThanOrEqual(8 * 1024);
});

test('what is quick is looked at in large pieces', () => {
	expect(Math.max(...piecesOf(() => undefined))).toBeGreaterThan(64 * 1024);
});

import { expect, it } from 'vitest';
import { barParts } from './bar-parts.ts';

const counts = { total: 50, ok: 30, error: 10, denied: 10, damaged: 0, other: 0 };

it('measures every part against a full bar, and omits empty ones', () => {
	expect(barParts(counts, 100)).toEqual([
		{ status: 'ok', percent: 30 },
		{ status: 'denied', percent: 10 },
		{ status: 'error', percent: 10 },
	]);
});

it('is empty for an empty day', () => {
	expect(barParts({ ...counts, total: 0, ok: 0, error: 0, denied: 0 }, 0)).toEqual([]);
});

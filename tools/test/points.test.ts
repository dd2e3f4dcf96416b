import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { POINTS } from '../../e2e/points.ts';

test.each(Object.values(POINTS).flat())('the test of "$point" exists', ({ file, test: title }) => {
	const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
	expect(['test(', "'", '`'].some((before) => text.includes(before + title))).toBe(true);
});

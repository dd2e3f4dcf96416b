import { expect, test } from 'vitest';
import { changedAt } from './changed-at.ts';

test.each([
	['2026-11-28T22:31:00', '29 minutes ago'],
	['2026-11-27T23:31:00', '23 hours ago'],
	['2026-11-27T22:31:00', '27 Nov'],
	['2025-11-28T22:31:00', '28 Nov 2025'],
])('%s is %s', (changed, expected) => {
	expect(changedAt(changed, Date.parse('2026-11-28T23:00:00'))).toBe(expected);
});

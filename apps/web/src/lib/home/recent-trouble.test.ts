import { expect, test } from 'vitest';
import { troubleSince } from './recent-trouble.ts';

test('asks the same question for a minute', () => {
	const at = (time: string) => troubleSince(Date.parse(`2026-11-28T${time}Z`));
	expect(at('22:40:15').filter.since).toBe('2026-11-27T22:40:00.000Z');
	expect(at('22:40:59.999')).toEqual(at('22:40:00'));
	expect(at('22:41:00')).not.toEqual(at('22:40:59'));
});

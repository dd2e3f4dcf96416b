import { describe, expect, test } from 'vitest';
import { reasonOf, troubleSince } from './recent-trouble.ts';

test('asks the same question for a minute', () => {
	const at = (time: string) => troubleSince(Date.parse(`2026-11-28T${time}Z`));
	expect(at('22:40:15').filter.since).toBe('2026-11-27T22:40:00.000Z');
	expect(at('22:40:59.999')).toEqual(at('22:40:00'));
	expect(at('22:41:00')).not.toEqual(at('22:40:59'));
});

describe('the reason of a call', () => {
	const call = (fields: Record<string, string>) =>
		({ kind: 'entry', day: '2026-11-28', ref: 'r', entry: fields }) as never;

	test('names who denied it', () => {
		const fields = { status: 'denied', denied_by: 'rule', reason: 'force pushes need a person' };
		expect(reasonOf(call(fields))).toBe('Rule: force pushes need a person');
		expect(reasonOf(call({ status: 'denied', denied_by: 'hook' }))).toBe('Denied by hook');
	});

	test('is the result where no reason is recorded', () => {
		expect(reasonOf(call({ status: 'error', result_snippet: 'Exit code 1' }))).toBe('Exit code 1');
	});

	test('does not put any recorded name before it', () => {
		const fields = { status: 'denied', denied_by: 'Nobody', reason: 'not allowed' };
		expect(reasonOf(call(fields))).toBe('not allowed');
	});
});

import { describe, expect, test } from 'vitest';
import {
	applyStep,
	chipsOf,
	excludeTool,
	includeTool,
	stepsOf,
	toggleStatus,
	toggleTool,
	withPart,
	type FilterValue,
} from './filter-edit.ts';

describe('a step of the filter', () => {
	test('a status goes on and off', () => {
		const denied = toggleStatus({}, 'denied');
		expect(denied).toEqual({ status: ['denied'] });
		expect(toggleStatus(denied, 'error')).toEqual({ status: ['error', 'denied'] });
		expect(toggleStatus(denied, 'denied')).toEqual({});
	});

	test('a tool is either included or excluded', () => {
		const wanted = includeTool({}, 'shell.exec');
		expect(excludeTool(wanted, 'shell.exec')).toEqual({ excludeTool: ['shell.exec'] });
		expect(includeTool(excludeTool({}, 'a'), 'a')).toEqual({ tool: ['a'] });
		expect(toggleTool(wanted, 'shell.exec')).toEqual({});
	});

	test('filters to a value of a row, or excludes it', () => {
		const denied = { part: 'status' as const, value: 'denied' as const };
		expect(applyStep({}, { ...denied, exclude: false })).toEqual({ status: ['denied'] });
		expect(applyStep({ status: ['denied'] }, { ...denied, exclude: true })).toEqual({
			excludeStatus: ['denied'],
		});
		expect(applyStep({ excludeTool: ['a'] }, { part: 'tool', value: 'a', exclude: false })).toEqual(
			{
				tool: ['a'],
			},
		);
		const text = { part: 'text' as const, value: '(a', exclude: false };
		expect(applyStep({ text: 'a+', regex: true }, text)).toEqual({ text: '(a' });
	});

	test('filtering to one of several values leaves that one alone', () => {
		const denied = { part: 'status' as const, value: 'denied' as const, exclude: false };
		expect(applyStep({ status: ['error', 'denied'] }, denied)).toEqual({ status: ['denied'] });
		const tool = { part: 'tool' as const, value: 'a', exclude: false };
		expect(applyStep({ tool: ['a', 'b'] }, tool)).toEqual({ tool: ['a'] });
	});

	test('names the steps for a value, and a session can’t be excluded', () => {
		const words = (value: FilterValue) => stepsOf(value).map(({ words }) => words);
		expect(words({ part: 'tool', value: 'a' })).toEqual([
			'Filter to this tool',
			'Exclude this tool',
		]);
		expect(words({ part: 'status', value: 'other' })).toEqual([
			'Filter to unknown',
			'Exclude unknown',
		]);
		expect(words({ part: 'text', value: 'a' })).toEqual([
			'Filter to this text',
			'Exclude this text',
		]);
		expect(words({ part: 'session', value: 'a' })).toEqual(['Filter to this session']);
	});

	test('clearing the text also removes the regular expression', () => {
		const regex = withPart({}, { text: 'a+', regex: true });
		expect(regex).toEqual({ text: 'a+', regex: true });
		expect(withPart(regex, { text: '' })).toEqual({});
	});
});

test('every part of a filter can be removed, and nothing is left', () => {
	const filter = {
		status: ['error' as const, 'denied' as const],
		tool: ['a'],
		excludeTool: ['b'],
		session: ['s'],
		text: 'x+',
		regex: true,
		excludeText: 'y',
		since: '2026-11-22T07:00:00.000Z',
	};
	const chips = chipsOf(filter, (since) => since ?? '');
	expect(chips.map(({ label, value }) => `${label} ${value}`)).toEqual([
		'status error',
		'status denied',
		'tool a',
		'not tool b',
		'session s',
		'matches x+',
		'not text y',
		'time 2026-11-22T07:00:00.000Z',
	]);
	let left = chips;
	while (left.length > 0) left = chipsOf(left[0]!.removed, (since) => since ?? '');
	expect(chipsOf(chips.at(-1)!.removed, () => '')).toHaveLength(7);
});

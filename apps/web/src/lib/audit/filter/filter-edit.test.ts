import { describe, expect, test } from 'vitest';
import {
	alone,
	applyStep,
	chipInWords,
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

	test('filters to a session, an agent, a source, who denied, or a duration', () => {
		const step = (value: FilterValue) =>
			applyStep({ agent: ['a', 'b'] }, { ...value, exclude: false });
		expect(step({ part: 'session', value: 's' })).toEqual({ agent: ['a', 'b'], session: ['s'] });
		expect(step({ part: 'agent', value: 'c' })).toEqual({ agent: ['c'] });
		expect(step({ part: 'source', value: 'x' })).toEqual({ agent: ['a', 'b'], source: ['x'] });
		expect(step({ part: 'deniedBy', value: 'rule' })).toEqual({
			agent: ['a', 'b'],
			deniedBy: ['rule'],
		});
		expect(step({ part: 'duration', value: 0 })).toEqual({ agent: ['a', 'b'], minDurationMs: 0 });
	});

	test('names the steps for a value, and only tool, status and text can be excluded', () => {
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
		expect(words({ part: 'agent', value: 'a' })).toEqual(['Filter to this agent']);
		expect(words({ part: 'source', value: 'a' })).toEqual(['Filter to this source']);
		expect(words({ part: 'deniedBy', value: 'hook' })).toEqual(['Filter to denied by hook']);
		expect(words({ part: 'deniedBy', value: 'x\u202e' })).toEqual(['Filter to denied by the same']);
		expect(words({ part: 'duration', value: 40 })).toEqual(['Filter to calls this long or longer']);
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
		agent: ['claude-code'],
		source: ['hook'],
		deniedBy: ['rule'],
		minDurationMs: 1_500,
		text: 'x+',
		regex: true,
		excludeText: 'y',
		since: '2026-11-22T07:00:00.000Z',
	};
	const chips = chipsOf(filter, (since) => since ?? '');
	expect(chips.map(chipInWords)).toEqual([
		'Status is error, denied',
		'Tool is a',
		'Tool is not b',
		'Agent is claude-code',
		'Session is s',
		'Source is hook',
		'Denied by rule',
		'Duration is at least 1.5 s',
		'Text matches x+',
		'Text does not contain y',
		'Time is 2026-11-22T07:00:00.000Z',
	]);
	let left = chips;
	while (left.length > 0) left = chipsOf(left[0]!.removed, (since) => since ?? '');
	expect(chipsOf(chips.at(-1)!.removed, () => '')).toHaveLength(10);
});

test('what a part alone would leave can be asked for', () => {
	const filter = { tool: ['a'], text: 'x+', regex: true, since: '2026-11-22T07:00:00.000Z' };
	const parts = chipsOf(filter, () => '').map((chip) => alone(filter, chip));
	expect(parts).toEqual([
		{ tool: ['a'] },
		{ text: 'x+', regex: true },
		{ since: '2026-11-22T07:00:00.000Z' },
	]);
});

test('a tool or a status that is filtered to can be excluded by one step, and back', () => {
	const [chip] = chipsOf({ tool: ['a', 'b'], agent: ['x'] }, () => '');
	expect(chip!.opposite).toEqual({ excludeTool: ['a', 'b'], agent: ['x'] });
	const [back] = chipsOf(chip!.opposite!, () => '');
	expect(back!.opposite).toEqual({ tool: ['a', 'b'], agent: ['x'] });
});

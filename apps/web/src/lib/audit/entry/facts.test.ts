import type { JsonObject } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { factsOf, labelledFields } from './facts.ts';
import { diffLines } from './line-diff.ts';

const plain = { textNumbers: new Set<string>(), clipped: new Set<string>(), compare: diffLines };
const labels = (entry: JsonObject, special = plain) =>
	labelledFields(entry, special).map(({ label, text }) => `${label}: ${text}`);

test('every optional field of the format has a plain label', () => {
	const entry = {
		...{ call_id: 'toolu_1', parent_call_id: 'toolu_0', session: 's1', agent: 'claude-code' },
		...{ agent_id: 'a1', source: 'claude-code', duration_ms: 12, denied_by: 'rule' },
		...{ reason: 'not here', cwd: '/src', model: 'm', host: 'h', mcp_server: 'fs' },
		...{ recorded_at: '2026-11-29T08:00:00Z' },
	};
	expect(labels(entry)).toEqual([
		'Reason: not here',
		'Denied by: rule',
		'Duration: 12',
		'Agent: claude-code',
		'Subagent: a1',
		'Model: m',
		'Session: s1',
		'Folder: /src',
		'Host: h',
		'MCP server: fs',
		'Source: claude-code',
		'Call ID: toolu_1',
		'Parent call: toolu_0',
		'Recorded: 2026-11-29T08:00:00Z',
	]);
});

test('fields of another type, and unknown ones, have no label', () => {
	expect(labels({ agent: 7, session: null, duration_ms: '2s', model: ['m'], shift: 'a' })).toEqual(
		[],
	);
	const textNumbers = new Set(['/session']);
	expect(labels({ session: '12345678901234567890' }, { ...plain, textNumbers })).toEqual([]);
});

test('a text that was truncated or redacted says so', () => {
	const [reason] = labelledFields({ reason: 'abc …[900 chars total]' }, plain);
	expect(reason).toMatchObject({ text: 'abc', note: 'Showing 3 of 900 characters' });
});

test('fields that belong together share a line of the facts', () => {
	const lines = (entry: JsonObject) =>
		factsOf(labelledFields(entry, plain)).map(({ label, fields }) => [
			label,
			...fields.map(({ text }) => text),
		]);
	expect(
		lines({ cwd: '/src', host: 'h', agent: 'a', agent_id: 'sub', model: 'm', duration_ms: 2 }),
	).toEqual([
		['Duration', '2'],
		['Agent', 'a', 'm', 'sub'],
		['Where', 'h', '/src'],
	]);
	expect(lines({ model: 'm' })).toEqual([['Model', 'm']]);
	expect(lines({})).toEqual([]);
});

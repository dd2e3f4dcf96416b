import type { EntryDetail } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { asCurl, asJson, asMarkdown, copiesOf } from './entry-copy.ts';

function detailOf(change: object): EntryDetail {
	const entry = {
		ts: '2026-11-22T07:23:55',
		user: 'alice',
		tool: 'filesystem.move_file',
		args: { source: '/a' },
		status: 'denied' as const,
		result_chars: 7,
		result_snippet: 'refused',
		...change,
	};
	const raw = JSON.stringify(entry);
	return {
		row: { kind: 'entry', position: 9, ref: 'r', entry },
		raw,
		bytes: raw.length,
		previous: null,
		next: null,
	};
}

test('Markdown has the call, its result, and the link to it', () => {
	expect(asMarkdown(detailOf({}), 'http://x/audit/2026-11-22?row=r')).toBe(
		[
			'**denied** `filesystem.move_file` at `2026-11-22T07:23:55`',
			'```json\n{\n  "source": "/a"\n}\n```',
			'Result (7 characters):',
			'```\nrefused\n```',
			'http://x/audit/2026-11-22?row=r',
		].join('\n\n'),
	);
});

test('Markdown names the zone of a time without an offset', () => {
	const at = (ts: string) => / at (.*)/.exec(asMarkdown(detailOf({ ts }), '', 'Europe/Berlin'))![1];
	expect(at('2026-11-22T07:23:55')).toBe('`2026-11-22T07:23:55` (Europe/Berlin)');
	expect(at('2026-11-22T07:23:55Z')).toBe('`2026-11-22T07:23:55Z`');
});

test('a result can’t end its fence and continue as markup', () => {
	const markdown = asMarkdown(detailOf({ result_snippet: '```\n# owned\n````' }), '');
	expect(markdown).toContain('`````\n```\n# owned\n````\n`````');
});

test('the name of a tool stays inside its code span', () => {
	expect(asMarkdown(detailOf({ tool: '`x`\n# owned' }), '')).toContain('`` `x` # owned `` at');
});

test('JSON is the line as it is in the file', () => {
	const detail = { ...detailOf({}), raw: '{"n": 12345678901234567890}' };
	expect(asJson(detail)).toBe('{"n": 12345678901234567890}');
});

test('the command quotes its arguments', () => {
	const command = asCurl('http://x', { day: '2026-11-22', ref: "a'; rm -rf ~ #" });
	expect(command.split("'")).toHaveLength(3);
});

test('a call can be copied whole and in parts, a damaged line only whole', () => {
	const to = { link: 'l', curl: 'c' };
	const copies = copiesOf(detailOf({}), to);
	expect(copies.map(({ what }) => what)).toEqual([
		'as Markdown',
		'as JSON',
		'as curl command',
		'arguments',
		'result',
	]);
	expect(copies.at(-1)!.text()).toBe('refused');
	const row = {
		kind: 'damaged',
		position: 0,
		ref: 'r',
		reason: 'torn',
		bytes: 1,
		raw: '{',
	} as const;
	expect(copiesOf({ ...detailOf({}), row }, to)).toHaveLength(3);
});

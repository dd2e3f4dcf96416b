import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/status.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import { openZone } from '../../format/time.ts';
import { createMatcher } from './matcher.ts';
import { runJob } from './run-job.fixture.ts';
import { lineAt, walkLines } from './walk-lines.ts';

/** Letters with unusual case folding, and characters that JSON can write in several ways. */
const CHARS = [
	...'aAkKsSiI eé"\\/<.',
	'É',
	'ß',
	'ẞ',
	'Σ',
	'σ',
	'ς',
	'\u212a',
	'\u0130',
	'ı',
	'温',
	'🙂',
	// Halves of it.
	'\ud83d',
	'\ude42',
	'𐐀',
	'𐐨',
	'\n',
	'\u001b',
	'e\u0301',
	'\u0301',
	'한',
	'\u1112\u1161\u11ab',
];
const text = (minLength: number, maxLength: number) =>
	fc.array(fc.constantFrom(...CHARS), { minLength, maxLength }).map((chars) => chars.join(''));

/** Notations of different JSON writers: unescaped, ASCII only, upper-case hex, every letter escaped. */
const STYLES: ((json: string) => string)[] = [
	(json) => json,
	(json) => json.replace(/[^\0-\x7f]/g, (unit) => escaped(unit)),
	(json) =>
		json.replace(/[^\0-\x7f]/g, (unit) => escaped(unit).toUpperCase().replace('\\U', '\\u')),
	(json) => json.replace(/[aKs<.]/g, (unit) => escaped(unit)),
	(json) => json.replaceAll('/', '\\/'),
];
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const lines = fc.array(
	fc.record({
		arg: text(0, 12),
		result: text(0, 12),
		tool: text(0, 3),
		style: fc.constantFrom(...STYLES),
	}),
	{ minLength: 1, maxLength: 20 },
);

function findAll(content: Buffer, filter: Filter): { found: number[]; expected: number[] } {
	const { offsets } = runJob({ kind: 'find', filter, timeZone: 'UTC' }, content);
	const matches = createMatcher(filter, openZone('UTC'));
	const rows: RawRow[] = [];
	const block = { bytes: content, start: 0, end: content.length, base: 0 };
	walkLines(block, (start, end) => void rows.push(...rowsOf(lineAt(block, start, end))));
	return {
		found: [...offsets],
		expected: rows.filter(matches).map(({ offset }) => offset),
	};
}

const contentOf = (
	rows: { arg: string; result: string; tool: string; style: (json: string) => string }[],
) =>
	Buffer.from(
		rows
			.map(({ arg, result, tool, style }) => {
				const value = (text: string) => style(JSON.stringify(text));
				return `{"ts": "2026-11-22T10:00:00", "user": "alice", "tool": ${value(tool)}, "args": {"arg": ${value(arg)}}, "status": "ok", "result_chars": 0, "result_snippet": ${value(result)}}\n`;
			})
			.join(''),
	);

test('finds text in any JSON notation like a full parse', () => {
	fc.assert(
		fc.property(lines, text(1, 4), (rows, needle) => {
			const { found, expected } = findAll(contentOf(rows), { text: needle });
			expect(found).toEqual(expected);
		}),
		{ numRuns: 1_000 * inject('scale') },
	);
});

test('finds tools and sessions like a full parse', () => {
	fc.assert(
		fc.property(lines, fc.array(text(1, 3), { minLength: 1, maxLength: 3 }), (rows, tool) => {
			const { found, expected } = findAll(contentOf(rows), { tool });
			expect(found).toEqual(expected);
		}),
		{ numRuns: 300 * inject('scale') },
	);
});

/** The same fields, in the same styles, for the parts of a filter that are exact values. */
const fieldsOfLines = fc.array(
	fc.record({
		name: fc.constantFrom(
			'session',
			'agent',
			'source',
			'denied_by',
			'duration_ms',
			'd\\u0065nied_by',
		),
		value: fc.oneof(text(0, 3), fc.nat(9)),
		style: fc.constantFrom(...STYLES),
	}),
	{ minLength: 1, maxLength: 20 },
);
const exactFilters = fc
	.record(
		{
			session: fc.array(text(0, 3), { minLength: 1, maxLength: 3 }),
			agent: fc.array(text(0, 3), { minLength: 1, maxLength: 3 }),
			source: fc.array(text(0, 3), { minLength: 1, maxLength: 3 }),
			deniedBy: fc.array(text(0, 3), { minLength: 1, maxLength: 3 }),
			minDurationMs: fc.nat(9),
		},
		{ requiredKeys: [] },
	)
	.filter((filter) => Object.keys(filter).length > 0);

test('finds agents, sources, deniers and durations like a full parse', () => {
	fc.assert(
		fc.property(fieldsOfLines, exactFilters, (rows, filter) => {
			const content = rows.map(({ name, value, style }) => {
				return `{"ts": "2026-11-22T10:00:00", "${name}": ${style(JSON.stringify(value))}}\n`;
			});
			const { found, expected } = findAll(Buffer.from(content.join('')), filter);
			expect(found).toEqual(expected);
		}),
		{ numRuns: 1_000 * inject('scale') },
	);
});

test('finds who denied a call, however the name of the field is written', () => {
	const lines = [
		'"denied_by":"rule"',
		'"denied_by" : "rule"',
		'"d\\u0065nied_by":"rule"',
		'"by":"rule"',
	];
	const content = Buffer.from(lines.map((field) => `{"args":{},${field}}\n`).join(''));
	const { found, expected } = findAll(content, { deniedBy: ['rule'] });
	expect(found).toHaveLength(3);
	expect(found).toEqual(expected);
});

test('does not find a status or time that is a part of args or result', () => {
	const fake =
		'{"ts": "2026-11-22T10:00:00", "user": "a", "tool": "t", "args": {"status": "denied", "x": "\\"status\\": \\"denied\\""}, "status": "ok", "result_chars": 0, "result_snippet": "denied"}\n';
	expect(findAll(Buffer.from(fake), { status: ['denied'] }).found).toEqual([]);
	expect(findAll(Buffer.from(fake), { status: ['ok'] }).found).toEqual([0]);
});

test('the last of two equal times counts, as in JSON', () => {
	const twice = '{"ts": "2026-11-22T10:00:00", "status": "ok", "ts": "2026-11-22T20:00:00"}\n';
	const filter = { since: '2026-11-22T19:00:00Z' };
	expect(findAll(Buffer.from(twice), filter)).toEqual({ found: [0], expected: [0] });
});

test('finds a status with escapes', () => {
	const odd = '{"ts": "2026-11-22T10:00:00", "st\\u0061tus": "d\\u0065nied"}\n';
	expect(findAll(Buffer.from(odd), { status: ['denied'] }).found).toEqual([0]);
});

/** Lines of other programs, and statuses in other words, in any order with those of a recorder. */
const otherLines = fc.array(
	fc
		.oneof(
			fc
				.constantFrom(
					'ok',
					'error',
					'denied',
					'blocked',
					'Timed out',
					'FORBIDDEN',
					'pending',
					true,
					false,
					403,
				)
				.map((status) => ({ ts: '2026-11-22T10:00:00', tool: 'a', args: {}, status })),
			fc.constantFrom<object>(
				{
					timestamp: '2026-11-22T10:00:00Z',
					toolName: 'a b',
					params: {},
					outcome: 'permission denied',
				},
				{ time: 1, level: 50, msg: 'a' },
				{ ts: null, time: '2026-11-22T10:00:00Z', tool: null, tool_name: 'a b', session_id: 's' },
				{ tool: '', toolName: 'a', input: 'text', status: null, success: false },
				{ error: 'EPERM', is_error: true, session_id: 's' },
				{
					kind: 'Event',
					apiVersion: 'audit.k8s.io/v1',
					verb: 'get',
					requestURI: '/a',
					responseStatus: { code: 403 },
				},
				{ request: { operation: 'a', path: 'b' }, error: 'permission denied' },
				{
					log: '{"ts":"","tool":"é\\"","args":{"b":"温"},"status":"denied","denied_by":"rule"}',
					stream: 'stdout',
					time: '',
				},
			),
		)
		.chain((line) => fc.constantFrom(Buffer.from(JSON.stringify(line)), inUtf16(line))),
	{ minLength: 1, maxLength: 12 },
);
const inUtf16 = (line: object) => Buffer.from(`${JSON.stringify(line)}\r`, 'utf16le');

test('finds the lines of other programs, and other words for a status, like a full parse', () => {
	const filters = fc.constantFrom<Filter>(
		...ROW_STATUSES.map((status) => ({ status: [status] })),
		...[
			{ status: ['error', 'denied'] as const },
			{ tool: ['a b'] },
			{ tool: ['get /a'] },
			{ tool: ['a'] },
		],
		...[
			{ session: ['s'] },
			{ deniedBy: ['rule'] },
			{ text: 'eperm' },
			{ text: 'permission denied' },
		],
		...[{ text: 'get /a' }, { text: '温' }, { text: 'É' }, { excludeText: 'rule' }],
	);
	fc.assert(
		fc.property(otherLines, filters, (lines, filter) => {
			const content = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
			const { found, expected } = findAll(content, filter);
			expect(found).toEqual(expected);
		}),
		{ numRuns: 1_000 * inject('scale') },
	);
});

test('finds text that a line of many writes with escapes, whatever is known of the others', () => {
	const plain = '{"ts":"2026-11-22T10:00:00Z","tool":"t","args":{"a":"b"},"status":"ok"}\n';
	const content = Buffer.from(plain + plain.replace('"b"', '"w\\u0061nted"') + plain);
	for (const known of [{}, { known: { foreignLines: 0, oddPlaces: 1 } }]) {
		const job = { kind: 'find', filter: { text: 'wanted' }, timeZone: 'UTC', ...known } as const;
		expect([...runJob(job, content).offsets]).toEqual([plain.length]);
	}
});

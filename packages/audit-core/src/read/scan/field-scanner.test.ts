import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { rowsOf } from '../../format/row.ts';
import { openZone } from '../../format/time.ts';
import { fieldsOf, type RowFields } from './row-fields.ts';
import { createFieldScanner } from './field-scanner.ts';
import { openKernels } from './kernels.ts';
import { createTextReader } from './texts.ts';
import { createTimeReader } from './times.ts';
import { lineAt } from './walk-lines.ts';

const zone = openZone('Europe/Berlin');
const kernels = openKernels();
const scanner = createFieldScanner(kernels, createTimeReader(zone), createTextReader());
const listed = (fields: RowFields) => [
	fields.status(),
	fields.instant(),
	fields.tool(),
	fields.session(),
	fields.agent(),
	fields.source(),
	fields.deniedBy(),
	fields.durationMs(),
];

/** The fields scanned from a line; `null` when it is not scanned. */
function scanned(line: Buffer): unknown[] | null {
	if (!isUtf8(line)) return null;
	const [start] = kernels.blocks;
	kernels.memory.set(Buffer.concat([line, Buffer.from('\n')]), start);
	return scanner.scan(start) === start + line.length ? listed(scanner) : null;
}

function parsed(line: Buffer): unknown[][] {
	const bytes = Buffer.concat([line, Buffer.from('\n')]);
	const block = { bytes, start: 0, end: bytes.length, base: 1 };
	return rowsOf(lineAt(block, 0, line.length)).map((row) => listed(fieldsOf(row, zone)));
}

const ts = fc.oneof(
	fc
		.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2040-01-01') })
		.map((date) => date.toISOString()),
	fc
		.tuple(
			fc.nat(59),
			fc.nat(70),
			fc.constantFrom(
				'',
				'Z',
				'.5',
				'.123',
				'.1234+01:00',
				'+01:00',
				'.123-01:00',
				'x',
				'[Asia/Tokyo]',
			),
		)
		.map(
			([minute, second, rest]) =>
				`2026-11-22T07:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}${rest}`,
		),
);
const entry = fc.record(
	{
		ts: fc.oneof(
			{ weight: 8, arbitrary: ts },
			fc.constantFrom(1763632800, 1763632800123, 1763632800.5, '1763632800'),
			fc.constantFrom('2026-11-22T24:00:00', '20261122T070000', '2026-11-22T23:59:60Z'),
			fc.jsonValue(),
		),
		tool: fc.oneof(fc.string(), fc.jsonValue()),
		status: fc.oneof(
			fc.constantFrom('ok', 'error', 'denied', 'OK', 'blocked', 'Timed out', true, false),
			fc.jsonValue(),
		),
		session: fc.oneof(fc.string(), fc.jsonValue()),
		agent: fc.oneof(fc.string(), fc.jsonValue()),
		source: fc.oneof(fc.string(), fc.jsonValue()),
		denied_by: fc.oneof(fc.constantFrom('rule', 'user'), fc.string(), fc.jsonValue()),
		duration_ms: fc.oneof(fc.nat(), fc.double(), fc.jsonValue()),
		args: fc.jsonValue({ maxDepth: 5 }),
		number: fc.double(),
	},
	{ requiredKeys: [] },
);
/** The same value in the notation of different writers. */
const styled = fc.tuple(entry, fc.nat(3)).map(([value, style]) => {
	const json = JSON.stringify(value);
	if (style === 1) return JSON.stringify(value, null, 1).replaceAll('\n', ' ');
	if (style === 2)
		return json.replace(
			/[^\0-\x7f]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
	if (style === 3) return json.replace(/"s/g, '"\\u0073');
	return json;
});

/** A name is escaped, or there is no value for one without which the line may be that of another program. */
const isLeft = (json: string) => {
	const { ts = null, tool = null } = JSON.parse(json) as { ts?: unknown; tool?: unknown };
	const isGiven = (value: unknown) => value !== null && value !== '';
	return json.includes('\\u0073') || !isGiven(ts) || !isGiven(tool);
};

test('scans a complete line to the fields that parsing finds', () => {
	fc.assert(
		fc.property(styled, (json) => {
			const line = Buffer.from(json);
			const fields = scanned(line);
			if (fields) expect([fields]).toEqual(parsed(line));
			else expect(isLeft(json)).toBe(true);
		}),
		{ numRuns: 1_000 * inject('scale') },
	);
});

/** What a line without any other of the fields gives. */
const NONE: unknown[] = ['other', null, 't', null, null, null, null, null];
const lineWith = (fields: string) => Buffer.from(`{"ts":"x","tool":"t",${fields}}`);

test.each(['session', 'agent', 'source', 'denied_by'])(
	'a number that a double can’t hold is no %s',
	(name) => {
		const line = lineWith(`"${name}":12345678901234567890`);
		expect(parsed(line)).toEqual([NONE]);
		expect([scanned(line)]).toEqual(parsed(line));
	},
);

test.each([
	['250', 250],
	['0.5', 0.5],
	['2e3', 2000],
	['-1', -1],
	['12345678901234567890', 12345678901234567000],
	['1e999', null],
	['"250"', null],
	['null', null],
	['[250]', null],
])('the duration %s is read as %s', (json, expected) => {
	const line = lineWith(`"duration_ms":${json}`);
	expect(scanned(line)).toEqual(NONE.with(-1, expected));
	expect([scanned(line)]).toEqual(parsed(line));
});

test.each(['{"tool":"t"}', '{"ts":""}', '{"timestamp":"","name":"t"}'])(
	'does not scan %s, which may be the line of another program',
	(text) => {
		expect(scanned(Buffer.from(text))).toBeNull();
	},
);

test('a duration that JSON forbids is none', () => {
	const line = lineWith('"duration_ms":NaN');
	expect(scanned(line)).toBeNull();
	expect(parsed(line)).toEqual([NONE]);
});

test('fields with names of the same length are told apart, and those of args are not read', () => {
	const line = lineWith(
		'"args":{"agent":"no","source":"no"},"source":"hook","secret":"no","agent":"a","agents":"no","denied_by":"rule","duration":1',
	);
	expect(scanned(line)).toEqual(['other', null, 't', null, 'a', 'hook', 'rule', null]);
	expect([scanned(line)]).toEqual(parsed(line));
});

test('scans a line that was changed anywhere to the fields that parsing finds, or not at all', () => {
	const change = fc.record({
		at: fc.nat(),
		byte: fc.constantFrom(...Buffer.from('{}[]",:\\0-+.eEtfn \t\r\x01x')),
	});
	fc.assert(
		fc.property(styled, fc.array(change, { minLength: 1, maxLength: 3 }), (json, changes) => {
			const line = Buffer.from(json);
			for (const { at, byte } of changes) line[at % line.length] = byte;
			const fields = scanned(line);
			if (fields) expect([fields]).toEqual(parsed(line));
		}),
		{ numRuns: 5_000 * inject('scale') },
	);
});

test.each([
	'{"ts": 1} {"ts": 2}',
	'{"ts": 1},',
	'{"a": 01}',
	'{"a": 1.}',
	'{"a": .5}',
	'{"a": 1e}',
	'{"a": +1}',
	'{"a": NaN}',
	'{"a": "\t"}',
	'{"a": "\\x"}',
	'{"a": "\\u12g4"}',
	'{"a" 1}',
	'{a: 1}',
	'{"a": [1,]}',
	'{"a": tru}',
	'[1]',
	'',
	'{"a": {"b": 1]}',
	'{"a": "x}',
	`{"a": ${'['.repeat(100)}${']'.repeat(100)}}`,
])('does not scan %s', (text) => {
	expect(scanned(Buffer.from(text))).toBeNull();
});

test('a line without a status has not that of the line before', () => {
	const [first] = kernels.blocks;
	kernels.memory.write('{"ts":"x","tool":"a","status":true}\n{"ts":"x","tool":"b"}\n', first);
	const second = scanner.scan(first) + 1;
	expect(scanner.status()).toBe('ok');
	expect(scanner.scan(second)).toBeGreaterThan(second);
	expect(scanner.status()).toBe('other');
});

test('the last of two equal fields counts', () => {
	expect(scanned(lineWith('"status":"ok","tool":"a","status":"denied","tool":5'))).toEqual([
		...NONE.with(0, 'denied').with(2, null),
	]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPTIONAL_FIELDS } from './call-fields.ts';
import { rowsOf, toRow } from './row.ts';
import { PAGE_BOUNDS } from './truncate.ts';

const WHOLE =
	'"ts":"2026-11-22T10:00:00Z","user":"alice","tool":"t","args":{},"status":"ok","result_chars":0,"result_snippet":""';

function read(text: string) {
	const bytes = Buffer.from(text);
	const [raw] = rowsOf({ offset: 0, bytes, length: bytes.length, ended: true, next: bytes.length });
	const row = toRow(raw!, 0, PAGE_BOUNDS);
	if (row.kind === 'damaged') throw new Error(row.reason);
	return row;
}

test.each([
	['"duration_ms":"12"', 'duration_ms is "12", not a number'],
	['"duration_ms":[12]', 'duration_ms is a list, not a number'],
	['"duration_ms":NaN', 'duration_ms is NaN, not a number'],
	['"duration_ms":-Infinity', 'duration_ms is -Infinity, which is out of range'],
	['"duration_ms":1e999', 'duration_ms is 1e999, which is out of range'],
	['"session":7', 'session is 7, not a string'],
	['"session":12345678901234567890', 'session is 12345678901234567890, not a string'],
	['"denied_by":{}', 'denied_by is an object, not a string'],
	['"recorded_at":true', 'recorded_at is true, not a string'],
	['"id":1.5', 'id is 1.5, not a string'],
	['"user":12345678901234567890', 'user is 12345678901234567890, not a string'],
	[
		'"result_chars":12345678901234567890',
		'result_chars is 12345678901234567890, which is out of range',
	],
	['"result_chars":NaN', 'result_chars is NaN, not a whole number'],
	['"args":12345678901234567890', 'args is 12345678901234567890, not an object'],
	[`"duration_ms":${'9'.repeat(400)}`, `duration_ms is ${'9'.repeat(40)}…, which is out of range`],
])('names a field of a wrong type: %s', (field, problem) => {
	expect(read(`{${WHOLE},${field}}`).problems).toEqual([problem]);
});

test.each(Object.keys(OPTIONAL_FIELDS))(
	'%s may be null, by which some writers say none',
	(name) => {
		const { entry, problems } = read(`{${WHOLE},"${name}":null}`);
		expect([entry[name], problems]).toEqual([null, undefined]);
	},
);

test('the required fields are in an answer that is truncated, wherever they stand in the line', () => {
	const long = Array.from({ length: 12 }, (_, n) => `"f${n}":"${'x'.repeat(2_000)}"`);
	const { entry, problems, clipped } = read(`{${long.join()},${WHOLE}}`);
	expect(problems).toBeUndefined();
	expect(clipped).toEqual(['']);
	expect(entry).toMatchObject(JSON.parse(`{${WHOLE}}`) as object);
});

const REQUIRED_TYPES = {
	...{ ts: 'string', user: 'string', tool: 'string', args: 'object', status: 'string' },
	...{ result_chars: 'number', result_snippet: 'string' },
};

test('an entry without problems has what its type says, however much of it was truncated', () => {
	const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constant('x'.repeat(3_000)));
	const value = fc.oneof(text, fc.jsonValue(), fc.constant(null), fc.double(), fc.bigInt());
	const names = fc.constantFrom(...Object.keys(REQUIRED_TYPES), ...Object.keys(OPTIONAL_FIELDS));
	const fields = fc.dictionary(fc.oneof(names, text), value, { maxKeys: 30, size: 'max' });
	fc.assert(
		fc.property(fields, fc.boolean(), (fields, isBefore) => {
			const further = Object.entries(fields)
				.map(([name, value]) => `${JSON.stringify(name)}:${jsonOf(value)}`)
				.filter((member) => isBefore || !/^"(?:ts|user|tool|args|status|result_)/.test(member))
				.join();
			const members = isBefore ? [further, WHOLE] : [WHOLE, further];
			const { entry, problems } = read(`{${members.filter(Boolean).join()}}`);
			if (problems) return;
			for (const [name, type] of Object.entries(REQUIRED_TYPES)) {
				expect([name, typeof entry[name]]).toEqual([name, type]);
			}
			for (const [name, type] of Object.entries(OPTIONAL_FIELDS)) {
				const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
				if (value !== undefined && value !== null)
					expect([name, typeof value]).toEqual([name, type]);
			}
		}),
	);
});

const jsonOf = (value: unknown) =>
	typeof value === 'bigint' || typeof value === 'number' ? String(value) : JSON.stringify(value);

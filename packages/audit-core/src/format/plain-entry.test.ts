import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyPlainEntry } from './plain-entry.ts';
import { rowsOf, toRow } from './row.ts';
import { PAGE_BOUNDS } from './truncate.ts';

const WHOLE =
	'"ts":"2026-11-22T10:00:00.120+01:00","user":"alice","tool":"t","args":{},"status":"ok","result_chars":0,"result_snippet":""';

/** The copy of a line that stands between others; `null` when it is not plain. */
function copyOf(line: string): string | null {
	const bytes = Buffer.from(`{}\n${line}\n{}\n`);
	const end = 3 + Buffer.byteLength(line);
	const into = Buffer.alloc(bytes.length + 2);
	const copied = copyPlainEntry(bytes, { start: 3, end, into, at: 2 });
	return copied === -1 ? null : into.toString('utf8', 2, copied);
}

/** The row of the line without its position and ref, as an answer has it. */
function answerOf(line: string): string {
	const bytes = Buffer.from(line);
	const [raw] = rowsOf({ offset: 0, bytes, length: bytes.length, ended: true, next: bytes.length });
	const row = toRow(raw!, 0, PAGE_BOUNDS);
	return JSON.stringify({ ...row, kind: undefined, position: undefined, ref: undefined });
}

function expectPlain(line: string): void {
	const copied = copyOf(line);
	expect(copied).not.toBeNull();
	expect(`{"entry":${copied}}`).toBe(answerOf(line));
}

test.each([
	['what a recorder writes', `{${WHOLE},"id":"019a-7f","session":"s","duration_ms":12}`],
	['a time without fraction and offset', `{${WHOLE}}`.replace('.120+01:00', '')],
	['a time at UTC', `{${WHOLE}}`.replace('+01:00', 'Z')],
	['nested arguments', `{${WHOLE}}`.replace('{}', '{"a":[1,-2.5,{"b":null}],"c":{"a":[]}}')],
	['a name again behind an object that has it', `{${WHOLE},"x":{"y":{"a":1},"a":2},"a":3}`],
	['numbers in the form of JavaScript', `{${WHOLE},"x":[0,10,0.1,3.5e-7,1e+21,123456789012345]}`],
	['escapes in the form of JavaScript', `{${WHOLE},"x":"\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f"}`],
	['text beyond ASCII', `{${WHOLE},"x":"naïve 🦊 \u2028 \u007f"}`],
	['unknown fields', `{${WHOLE},"x":true,"y":[false],"":{}}`],
	['null for an optional field', `{${WHOLE},"session":null,"duration_ms":null}`],
])('copies %s', (_, line) => {
	expectPlain(line);
});

test('leaves out the spaces that Python writes', () => {
	const line = `{${WHOLE},"x":[1,{"a":"b, c: d"}]}`
		.replaceAll('":', '": ')
		.replaceAll(',"', ', "')
		.replace('[1,', '[1, ');
	expectPlain(line);
	expect(copyOf(line)).not.toContain('": ');
});

test.each([
	['no object', '7'],
	['a missing field', `{${WHOLE}}`.replace('"tool":"t",', '')],
	['another order', `{"user":"a",${WHOLE}}`],
	['an empty tool', `{${WHOLE}}`.replace('"t"', '""')],
	['another status', `{${WHOLE}}`.replace('"ok"', '"success"')],
	['a status that only begins so', `{${WHOLE}}`.replace('"ok"', '"okay"')],
	['arguments that are a list', `{${WHOLE}}`.replace('{}', '[]')],
	['a date that does not exist', `{${WHOLE}}`.replace('-11-22', '-11-31')],
	['an hour that does not exist', `{${WHOLE}}`.replace('T10', 'T25')],
	['a second that does not exist', `{${WHOLE}}`.replace('00.1', '75.1')],
	['an offset that does not exist', `{${WHOLE}}`.replace('+01', '+24')],
	['a time and more', `{${WHOLE}}`.replace('+01:00', '+01:00 ')],
	['an optional field of another type', `{${WHOLE},"session":7}`],
	['a duration in words', `{${WHOLE},"duration_ms":"7"}`],
	['a duration that is a truth value', `{${WHOLE},"duration_ms":true}`],
	['a count with a fraction', `{${WHOLE}}`.replace('"result_chars":0', '"result_chars":1.5')],
	['a required name twice', `{${WHOLE},"user":"bob"}`],
	['a name twice', `{${WHOLE},"x":1,"x":2}`],
	['a name twice in an object', `{${WHOLE},"x":{"a":1,"a":2}}`],
	['a name that is a number', `{${WHOLE},"x":{"b":1,"1":2}}`],
	['a name with an escape', `{${WHOLE},"x\\n":1}`],
	['an escape that JavaScript does not write', `{${WHOLE},"x":"\\/"}`],
	['a control character with a long escape', `{${WHOLE},"x":"\\u000a"}`],
	['an escape in capitals', `{${WHOLE},"x":"\\u001F"}`],
	['an escaped letter', `{${WHOLE},"x":"\\u00e9"}`],
	['a raw control character', `{${WHOLE},"x":"\t"}`],
	['-0', `{${WHOLE},"x":-0}`],
	['1.0', `{${WHOLE},"x":1.0}`],
	['01', `{${WHOLE},"x":01}`],
	['a number with a point at its end', `{${WHOLE},"x":1.}`],
	['1e999', `{${WHOLE},"x":1e999}`],
	['an integer beyond 2^53', `{${WHOLE},"x":9007199254740992}`],
	['NaN', `{${WHOLE},"x":NaN}`],
	['two spaces', `{${WHOLE},  "x":1}`],
	['a space before a brace', `{${WHOLE},"x":1 }`],
	['a comma at the end', `{${WHOLE},}`],
	['two commas', `{${WHOLE},"x":[1,,2]}`],
	['an open list', `{${WHOLE},"x":[1}`],
	['an open text', `{${WHOLE},"x":"}`],
	['an open object', `{${WHOLE}`],
	['something behind it', `{${WHOLE}} {}`],
	['a carriage return', `{${WHOLE}}\r`],
	['a text that is truncated', `{${WHOLE},"x":"${'x'.repeat(PAGE_BOUNDS.stringChars + 1)}"}`],
	['many values', `{${WHOLE},"x":[${'1,'.repeat(PAGE_BOUNDS.totalChars / 8)}1]}`],
	['deep values', `{${WHOLE},"x":${'['.repeat(300)}${']'.repeat(300)}}`],
])('does not copy %s', (_, line) => {
	expect(copyOf(line)).toBeNull();
});

const anyText = fc.string({
	unit: fc.constantFrom(...'ab"\\/\n\t\0\u001f\u007fé🦊\u2028 ,:{}[]01'),
});
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1e21, 2 ** 53, 1e-7));
const anyName = fc.oneof(
	{ arbitrary: fc.constantFrom('a', 'b', 'session', 'duration_ms', 'id'), weight: 20 },
	{ arbitrary: fc.constantFrom('1', '__proto__', 'toJSON', 'ts'), weight: 1 },
	{ arbitrary: anyText, weight: 1 },
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null)),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(anyName, tie('value'), { maxKeys: 4 }),
	),
}));
const anyTime = fc.oneof(
	{ arbitrary: fc.constantFrom('2026-11-22T10:00:00Z', '2026-11-22T10:00:00.5+23:59'), weight: 9 },
	fc.constantFrom(
		...['2026-02-29T10:00:00', '2024-02-29T23:59:59', '2026-13-01T00:00:00', '2026-11-22T24:00:00'],
		...['2026-11-22T23:59:60', '0000-01-01T00:00:00', '2026-11-22 10:00:00', '1766000000', ''],
	),
);
/** Notations of one value, by several writers, and a few that are no JSON. */
const notations: ((json: string) => string)[] = [
	(json) => json,
	(json) => json.replaceAll(':', ': ').replaceAll(',', ', '),
	(json) =>
		json.replaceAll(
			/[\u0080-\uffff]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		),
	(json) => json.replaceAll('/', '\\/'),
	(json) => json.replace(/\d\b/, '$&.0'),
	(json) => json.replace('}', ''),
	(json) => json.replace(/"a":/, '"b":'),
];

test('what it copies is what an answer has, whatever is in the line', () => {
	let copies = 0;
	fc.assert(
		fc.property(
			anyTime,
			anyText,
			fc.constantFrom('ok', 'ok', 'error', 'denied', 'done'),
			fc.dictionary(anyName, anyValue, { maxKeys: 4 }),
			fc.dictionary(anyName, anyValue, { maxKeys: 4 }),
			fc.constantFrom(...notations),
			(ts, text, status, args, further, notation) => {
				const entry = { ts, user: text, tool: text, args, status, result_chars: text.length };
				const line = notation(JSON.stringify({ ...entry, result_snippet: text, ...further }));
				const copied = copyOf(line);
				if (copied === null) return;
				copies++;
				expect(`{"entry":${copied}}`).toBe(answerOf(line));
			},
		),
		{ numRuns: 3_000 },
	);
	// Otherwise the test would compare nothing.
	expect(copies).toBeGreaterThan(100);
});

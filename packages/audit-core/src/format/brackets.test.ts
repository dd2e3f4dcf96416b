import { expect, test } from 'vitest';
import { closeOf, endsBeforeValue } from './brackets.ts';

test.each([
	'{"a":',
	'{"a" : ',
	'{"a":[',
	'{"a":[1, ',
	'{"a":["]",',
	'{"a":[{"b":1},',
	'{"a":{"b":[[1],"\\"",',
])('a value would follow %s', (text) => {
	expect(endsBeforeValue(Buffer.from(text))).toBe(true);
});

test.each([
	'',
	'{',
	'{"a":1,',
	'{"a":[1],',
	'{"a":[1',
	'{"a":"[",',
	'{"a":"b:',
	'{"a":["b, ',
	'{"a":["\\",',
	// The prefixes of grep -n, of a stream of events and of syslog.
	'12:',
	'data: ',
	'Nov 22 08:00:00 host app[1]: ',
])('no value would follow %s', (text) => {
	expect(endsBeforeValue(Buffer.from(text))).toBe(false);
});

test.each([
	['{}', 2],
	['{"a":{"b":[1]}} {}', 15],
	['{"a":"}"}', 9],
	['{"a":"\\"}"}', 11],
	['{"a":"\\\\"} "}', 10],
	['{"a":[1}', null],
	['{"a":"}', null],
	['{"a":"}\\"', null],
])('the object that %s begins with ends at %s', (text, end) => {
	expect(closeOf(Buffer.from(text), 0)).toBe(end);
});

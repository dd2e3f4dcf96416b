import { openZone } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { callsIn, moveCall, rename } from './move-calls.ts';

const names = new Map([
	['alice', 'robin'],
	['bob', 'bob'],
]);

test.each([
	['Alice, Bob and alice', 'Robin, Bob and robin'],
	['/home/alice/notes', '/home/robin/notes'],
	['**Alice**|alice.', '**Robin**|robin.'],
	['malice, alices, ALICE, alice_2, \u00e4alice', 'malice, alices, ALICE, alice_2, \u00e4alice'],
	[String.raw`"a\nAlice\talice"`, String.raw`"a\nRobin\trobin"`],
	[String.raw`"\u00e4alice alice\u00e4"`, String.raw`"\u00e4alice alice\u00e4"`],
])('%s becomes %s', (before, after) => {
	expect(rename(before, names)).toBe(after);
});

test('two names are exchanged at once', () => {
	const exchanged = new Map([
		['alice', 'bob'],
		['bob', 'alice'],
	]);
	expect(rename('Alice and bob', exchanged)).toBe('Bob and alice');
});

test('a call has its new time and length, and the rest as it was', () => {
	const line = (ts: string, name: string, chars: number) =>
		`{"ts": "${ts}", "user": "${name}", "tool": "t", "args": {"a":1.0}, "status": "ok", "result_chars": ${chars}, "result_snippet": "for ${name}\\n"}`;
	const [call] = callsIn(`${line('2026-11-22T09:00:00', 'alice', 10)}\n`);
	const move = { shiftMs: 3_600_000 * 15, names, zone: openZone('Europe/Berlin') };
	expect(moveCall(call!, { ...move, names: new Map([['alice', 'jo']]) })).toEqual({
		instant: Date.parse('2026-11-23T00:00:00Z'),
		line: line('2026-11-23T01:00:00', 'jo', 7),
	});
});

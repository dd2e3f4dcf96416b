import { expect, test } from 'vitest';
import { call, NAME } from './encode.fixture.ts';
import { UNPREPARED_ENTRIES } from './encode.ts';
import type { EntryName } from './plain-line.ts';
import { createEntryEncoder } from './encoder.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');
const USUAL = { session: 'ef355092', cwd: '/home/alice', agent: 'claude-code', duration_ms: 12 };

/** What an encoder writes after so many calls that it knows their texts. */
function lineOf(part: object, name: EntryName = NAME): string {
	const encode = createEntryEncoder({ redact: { key: new Uint8Array(32) } });
	for (let entry = 0; entry < UNPREPARED_ENTRIES + 2; entry++) encode(call(USUAL), NAME);
	return Buffer.from(encode(call({ ...USUAL, ...part }), name)).toString();
}

/** The same line, when all its texts are searched. */
function searchedLineOf(part: object, name: EntryName = NAME): string {
	const encode = createEntryEncoder({ redact: { key: new Uint8Array(32) } });
	return Buffer.from(encode(call({ ...USUAL, ...part }), name)).toString();
}

test.each([
	...[{ tool: TOKEN }, { args: { text: TOKEN } }, { status: TOKEN }, { result: `é ${TOKEN}` }],
	...[{ session: TOKEN }, { cwd: `/home/${TOKEN}` }, { agent: TOKEN }, { reason: TOKEN }],
	...[{ model: `password=${TOKEN}` }, { extra: { note: TOKEN } }, { extra: { [TOKEN]: 1 } }],
	...[{ duration_ms: TOKEN }, { extra: { duration_ms: { note: [TOKEN] } } }],
	...[{ tool: `${'x'.repeat(300)} ${TOKEN}` }, { args: { text: `${'é'.repeat(400)} ${TOKEN}` } }],
])('finds a secret beside texts that are known: %j', (part) => {
	expect(lineOf(part)).not.toContain(TOKEN);
	expect(lineOf(part)).toBe(searchedLineOf(part));
});

test('a text is kept as known only when it holds no secret', () => {
	const encode = createEntryEncoder();
	for (let entry = 0; entry < UNPREPARED_ENTRIES * 2; entry++) {
		const line = Buffer.from(encode(call({ session: TOKEN }), NAME)).toString();
		expect(line).not.toContain(TOKEN);
	}
});

test('refuses an id of the caller that looks like a secret', () => {
	expect(() => lineOf({}, { ...NAME, id: TOKEN, isGivenId: true })).toThrow('looks like a secret');
});

test('forgets the texts that were in many calls before', () => {
	const encode = createEntryEncoder();
	for (let session = 0; session < 1_000; session++) {
		const entry = JSON.parse(
			Buffer.from(encode(call({ session: `s${session % 700}` }), NAME)).toString(),
		) as object;
		expect(entry).toMatchObject({ session: `s${session % 700}` });
	}
});

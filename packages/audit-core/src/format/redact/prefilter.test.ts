import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNameRule } from './names.ts';
import { createSecretPrefilter } from './prefilter.ts';
import { createSearch } from './search.ts';

const { literals } = createSearch(createNameRule(), []);
const prefilter = createSecretPrefilter(literals);
const holds = (text: string) => prefilter(Buffer.from(`${text}\0\0`), Buffer.byteLength(text));

test('finds every literal at any offset and in any case', () => {
	const around = fc.string({ unit: 'binary', maxLength: 20 });
	fc.assert(
		fc.property(
			around,
			fc.constantFrom(...literals),
			around,
			fc.boolean(),
			(a, { text, endsWord, run = 0 }, b, shout) => {
				const end = 'x'.repeat(run) + (endsWord ? `=${b}` : b);
				expect(
					holds(a + (shout ? text.replace(/[a-z]/g, (char) => char.toUpperCase()) : text) + end),
				).toBe(true);
			},
		),
		{ numRuns: 1_000 },
	);
});

test('finds none in an ordinary line', () => {
	expect(
		holds('{"tool":"filesystem.read_text_file","args":{"path":"/home/alice/a.md","head":41}}'),
	).toBe(false);
});

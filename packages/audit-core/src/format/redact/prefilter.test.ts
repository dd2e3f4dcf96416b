import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameLiterals } from './names.ts';
import { SECRET_RULES } from './rules.ts';
import { createSecretPrefilter } from './prefilter.ts';

const literals = [...SECRET_RULES.flatMap(({ starts }) => starts), ...nameLiterals()];
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
			(a, literal, b, shout) => {
				expect(holds(a + (shout ? literal.toUpperCase() : literal) + b)).toBe(true);
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

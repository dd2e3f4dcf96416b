import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HINTS } from './hints.ts';
import { createNameRule } from './names.ts';
import { SECRET_RULES } from './rules/rules.ts';
import { fillSample } from './samples.fixture.ts';
import { createScanner } from './scanner.ts';
import { createSearch } from './search.ts';
import { hasHint, mayHoldSecret, writeHints } from './secret-hints.ts';

const search = createSearch(createNameRule(), []);

test('the hints are those of the rules: node tools/write-hints.ts writes them', () => {
	expect(HINTS).toEqual(writeHints(search.lineLiterals()));
});

test.each([
	[{ text: 'a\t' }, 'xA\tx', 'a x'],
	[{ text: 'b c', anyGap: true, endsWord: true }, 'B_c1', 'b_cd'],
	[{ text: 'dog', isExactCase: true, startsWord: true, run: 3 }, '(dog123', 'hotdog123'],
	[{ text: 'dog', isExactCase: true, run: 3 }, 'dog123', 'Dog123'],
	[{ text: '%', hex: 2 }, '100%af', '100%ag'],
	[{ text: 'a long literal' }, 'A LONG LIterature', 'a longer'],
])('%j is found in %j and not in %j', (literal, text, other) => {
	const hints = writeHints([literal]);
	expect([hasHint(text, hints), hasHint(other, hints)]).toEqual([true, false]);
});

test('there is a hint of every sample of the rules', () => {
	for (const rule of SECRET_RULES) {
		for (const sample of rule.secrets) {
			expect([sample, mayHoldSecret({ text: fillSample(sample).replace(/[«»]/g, '') })]).toEqual([
				sample,
				true,
			]);
		}
	}
});

test.each([
	{ tool: 'Bash', args: { command: 'ls -la', description: 'List the folder' }, result: 'total 4' },
	{ tool: 'Read', args: { file_path: '/home/ada/plan.md' }, result: '# Plan\n\n- first\n- second' },
])('most calls have none: %j', (call) => expect(mayHoldSecret(call)).toBe(false));

/** Pieces of literals, in another case and with other gaps, side by side with anything. */
const literal = fc.constantFrom(...search.lineLiterals());
const piece = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 4 }) },
	fc
		.tuple(
			literal,
			fc.boolean(),
			fc.constantFrom(' ', '_', '-'),
			fc.stringMatching(/^[a-f0-9]{0,48}$/),
		)
		.map(([{ text, anyGap }, isUpper, gap, rest]) => {
			const spelled = anyGap ? text.replaceAll(' ', gap) : text;
			return (isUpper ? spelled.toUpperCase() : spelled) + rest;
		}),
);

test('there is a hint wherever there is a literal', () => {
	const scanner = createScanner(search.lineLiterals());
	scanner.prepare();
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
			const text = pieces.join('');
			if (scanner.find(text, text.length).next().done) return;
			expect([text, hasHint(text, HINTS)]).toEqual([text, true]);
		}),
		{ numRuns: 3_000 },
	);
});

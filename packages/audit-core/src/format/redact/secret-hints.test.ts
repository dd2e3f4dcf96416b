import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HINTS } from './hints.ts';
import { LEADING_NAMES, SECRET_NAMES, WHOLE_NAMES } from './name-lists.ts';
import { createNameRule } from './names.ts';
import { createSecretNames } from './secret-names.ts';
import { SECRET_RULES } from './rules/rules.ts';
import { fillSample } from './samples.fixture.ts';
import { createScanner } from './scanner.ts';
import { createSearch } from './search.ts';
import { hasHint, mayHoldSecret, writeHints } from './secret-hints.ts';

const nameRule = createNameRule();
const search = createSearch(nameRule, []);

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

test('an error says what it may hold, and what no line can be made of may hold anything', () => {
	const cause = new Error('curl -u alice:hunter2');
	expect(mayHoldSecret({ error: new Error('failed') })).toBe(false);
	expect(mayHoldSecret({ error: cause })).toBe(true);
	expect(mayHoldSecret({ error: new Error('failed', { cause }) })).toBe(true);
	const cycle: Record<string, unknown> = {};
	cycle.self = cycle;
	expect(mayHoldSecret(cycle)).toBe(true);
});

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

const secretName = fc.constantFrom(
	...Object.values(SECRET_NAMES).flat(),
	...Object.keys(WHOLE_NAMES),
	...LEADING_NAMES,
);
const between = fc.constantFrom(
	...' /:.·,\t\n"\'\\%_-7',
	'\u00a0',
	'\u200b',
	'🦊',
	'\u0301',
	'__',
	'語',
);
/** A name with something else between its words, or in its words, and letters that are ASCII in lower case. */
const spelledName = fc
	.tuple(secretName, between, fc.nat(12), fc.boolean(), fc.constantFrom('', 'value', 'my', 'x'))
	.map(([name, gap, at, isSplit, more]) => {
		const gapped = name.replaceAll(' ', gap);
		const spelled = isSplit ? gapped.slice(0, at) + gap + gapped.slice(at) : gapped;
		return at % 2 === 0 ? spelled + gap + more : (more + gap + spelled).replaceAll('k', '\u212a');
	});

test('there is a hint of every value that is secret by its name', () => {
	const names = createSecretNames(nameRule);
	fc.assert(
		fc.property(spelledName, (name) => {
			if (!names.isSecret(name)) return;
			for (const named of [
				{ [name]: 'v' },
				[name, 'v'],
				{ name, value: 'v' },
				{ selector: `the ${name} of all`, text: 'v' },
			]) {
				expect([named, mayHoldSecret({ args: named })]).toEqual([named, true]);
			}
		}),
		{ numRuns: 2_000 },
	);
});

test('a name at the end of a long text', () => {
	expect(mayHoldSecret(['x '.repeat(9_000) + '-token', 'v'])).toBe(true);
	expect(mayHoldSecret(['x '.repeat(9_000) + '-tok.en', 'v'])).toBe(true);
});

test.each(['\u212a', '\u017f', '\u0131'])(
	'a text with %j, an ASCII letter in another case',
	(letter) => {
		expect(mayHoldSecret({ args: { [`to${letter}en`]: 'v' } })).toBe(true);
		expect(mayHoldSecret({ text: letter })).toBe(true);
	},
);

test('a value that is nested too deep to look at may hold one', () => {
	const deep: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
	expect(mayHoldSecret({ deep })).toBe(true);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MUTANTS, type Mutant } from '../lanes/mutant-list.ts';
import { mutate, runMutants, type Files, type RunTests } from '../lanes/mutants.ts';

const mutant = (part: Partial<Mutant> = {}): Mutant => ({
	...{ name: 'm', file: 'a.ts', from: 'one', to: 'two', folder: 'f', tests: 't', ...part },
});

function memory(text: string) {
	const files: Files & { text: string } = {
		text,
		read: () => files.text,
		write: (_path, next) => void (files.text = next),
	};
	return files;
}

const passes: RunTests = async () => ({ passed: 2, failed: 0 });

test('a mistake is in the code only while its tests run', async () => {
	const files = memory('just one');
	const seen: string[] = [];
	const run: RunTests = async () => {
		seen.push(files.text);
		return { passed: 1, failed: files.text.includes('two') ? 1 : 0 };
	};
	expect(await runMutants(run, [mutant()], files)).toEqual([{ name: 'm', reason: '' }]);
	expect(seen).toEqual(['just one', 'just two']);
	expect(files.text).toBe('just one');
});

test('a mistake that no test detects fails', async () => {
	const [outcome] = await runMutants(passes, [mutant()], memory('just one'));
	expect(outcome!.reason).toBe('no test detects it');
});

test('tests that fail anyway detect nothing', async () => {
	const fails: RunTests = async () => ({ passed: 1, failed: 1 });
	const [outcome] = await runMutants(fails, [mutant()], memory('just one'));
	expect(outcome!.reason).toContain('without it');
});

test('restores the code after a run that throws', async () => {
	const files = memory('just one');
	const breaks: RunTests = async () => {
		if (files.text.includes('two')) throw new Error('broken');
		return { passed: 1, failed: 0 };
	};
	await expect(runMutants(breaks, [mutant()], files)).rejects.toThrow('broken');
	expect(files.text).toBe('just one');
});

test.each([
	['two', 0],
	['one and one', 2],
])('code that does not occur exactly once is an error: %s', (text, places) => {
	expect(() => mutate(text, mutant({ from: 'one' }))).toThrow(`${places} times`);
});

test.each(MUTANTS.map((known) => [known.name, known] as const))(
	'“%s” can still be put into the code',
	(_, known) => {
		const text = readFileSync(join(import.meta.dirname, '../..', known.file), 'utf8');
		expect(() => mutate(text, known)).not.toThrow();
	},
);

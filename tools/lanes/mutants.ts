/**
 * Known mistakes, each made in the code for as long as the tests that are to see it run. A mistake that they do
 * not see, and one whose place in the code is no longer there, has failed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { MUTANTS, type Mutant } from './mutant-list.ts';

export interface Outcome {
	name: string;
	/** Empty for a mistake that was seen. */
	reason: string;
}

/** Runs tests of one package, and answers how many passed and failed. */
export type RunTests = (
	folder: string,
	tests: string,
) => Promise<{ passed: number; failed: number }>;

export interface Files {
	read(path: string): string;
	write(path: string, text: string): void;
}

const onDisk: Files = {
	read: (path) => readFileSync(path, 'utf8'),
	write: (path, text) => writeFileSync(path, text),
};

/** The text with the mistake; throws where its place is not there, or not the only one. */
export function mutate(text: string, { from, to }: Pick<Mutant, 'from' | 'to'>): string {
	const places = text.split(from).length - 1;
	if (places !== 1) throw new Error(`its place is there ${places} times, and not once`);
	return text.replace(from, () => to);
}

async function tryMutant(mutant: Mutant, run: RunTests, files: Files): Promise<string> {
	const { file, folder, tests } = mutant;
	const text = files.read(file);
	let mutated: string;
	try {
		mutated = mutate(text, mutant);
	} catch (error) {
		return (error as Error).message;
	}
	// A run that is ended from outside must leave no mistake behind.
	const restore = (): void => files.write(file, text);
	process.once('exit', restore);
	try {
		files.write(file, mutated);
		const { failed, passed } = await run(folder, tests);
		if (failed > 0) return '';
		return passed > 0 ? 'no test sees it' : 'no test was run';
	} finally {
		process.off('exit', restore);
		restore();
	}
}

/** Each of them in turn; first their tests without any, because one that fails anyway sees nothing. */
export async function runMutants(
	run: RunTests,
	mutants: Mutant[] = MUTANTS,
	files: Files = onDisk,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const sound = new Map<string, boolean>();
	for (const mutant of mutants) {
		const key = `${mutant.folder} ${mutant.tests}`;
		if (!sound.has(key)) {
			const { passed, failed } = await run(mutant.folder, mutant.tests);
			sound.set(key, passed > 0 && failed === 0);
		}
		const reason = sound.get(key)
			? await tryMutant(mutant, run, files)
			: 'its tests fail, or are none, without it';
		outcomes.push({ name: mutant.name, reason });
	}
	return outcomes;
}

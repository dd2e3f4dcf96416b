/**
 * Mutation tests: each known mistake is put into the code while the tests that must detect it run. A mistake fails if
 * the tests pass, or if the code that it changes no longer exists.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { MUTANTS, type Mutant } from './mutant-list.ts';

export interface Outcome {
	name: string;
	/** Empty for a mistake that was detected. */
	reason: string;
}

/** Runs tests of one package, and returns how many passed and failed. */
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

/** The text with the mistake; throws unless the code to change occurs exactly once. */
export function mutate(text: string, { from, to }: Pick<Mutant, 'from' | 'to'>): string {
	const places = text.split(from).length - 1;
	if (places !== 1) throw new Error(`the code to change occurs ${places} times, not once`);
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
	// When the process is ended from outside, the mistake must not stay in the code.
	const restore = (): void => files.write(file, text);
	process.once('exit', restore);
	try {
		files.write(file, mutated);
		const { failed, passed } = await run(folder, tests);
		if (failed > 0) return '';
		return passed > 0 ? 'no test detects it' : 'no test was run';
	} finally {
		process.off('exit', restore);
		restore();
	}
}

/** Tries each mistake. Its tests run without it first, because tests that fail anyway detect nothing. */
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
			: 'its tests fail without it, or no test was run';
		outcomes.push({ name: mutant.name, reason });
	}
	return outcomes;
}

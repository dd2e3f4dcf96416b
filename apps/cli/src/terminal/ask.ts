import { createInterface } from 'node:readline/promises';
import type { Writable } from 'node:stream';
import type { InputStream } from './input.ts';

/** Asks a question whose answer is yes or no; only `y` and `yes` are a yes. */
export async function askYes(
	stdin: InputStream,
	stderr: Writable,
	question: string,
): Promise<boolean> {
	const lines = createInterface({ input: stdin, output: stderr });
	try {
		const answer = await lines.question(`${question} [y/N] `);
		return /^y(es)?$/i.test(answer.trim());
	} finally {
		lines.close();
	}
}

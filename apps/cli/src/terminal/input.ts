import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Failure } from '../failure.ts';
import { createNowhere } from './nowhere.ts';

export type InputStream = Readable & { isTTY?: boolean | undefined };

/** Everything on standard input as text. */
export async function readAll(stdin: InputStream, bytesMax: number): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stdin) {
		const piece = Buffer.from(chunk as Buffer | string);
		bytes += piece.length;
		if (bytes > bytesMax) {
			throw new Failure(`Standard input has more than ${bytesMax} bytes, which is the limit.`);
		}
		chunks.push(piece);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Prompts for a line without showing what is typed. */
export function askSecret(stdin: InputStream, stderr: Writable, question: string): Promise<string> {
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	// With `terminal: true` readline does the echoing, and its output is discarded.
	const lines = createInterface({
		input: stdin,
		output: createNowhere(),
		terminal: true,
		historySize: 0,
	});
	const giveUp = () => reject(new Failure('No password was given. Nothing was changed.'));
	stderr.write(question);
	lines.once('line', resolve);
	lines.once('SIGINT', giveUp);
	lines.once('close', giveUp);
	return promise.finally(() => {
		lines.close();
		stderr.write('\n');
	});
}

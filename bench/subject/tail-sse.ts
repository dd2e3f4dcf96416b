/** Child: the same through the server, as a program with a key. */
import { answer } from '../harness/child.ts';
import { agesIn, appendLines } from './append-lines.ts';
import { listen } from './listen.ts';

export interface TailSseInput {
	url: string;
	key: string;
	user: string;
	file: string;
	lines: number;
}

await answer(async ({ url, key, user, file, lines }: TailSseInput) => {
	const ages: number[] = [];
	const stop = new AbortController();
	let appending: Promise<void> | undefined;
	await listen({ url, key, signal: stop.signal }, (events) => {
		appending ??= appendLines(file, user, lines);
		ages.push(...agesIn(events.toString()));
		if (ages.length >= lines) stop.abort();
	});
	await appending;
	return ages;
});

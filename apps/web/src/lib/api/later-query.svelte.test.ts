import { QueryClient, QueryObserver } from '@tanstack/svelte-query';
import { expect, test } from 'vitest';
import { laterQuery } from './later-query.ts';

test('of a text that is being typed, only the last is asked for', async () => {
	const asked: string[] = [];
	const client = new QueryClient();
	const optionsOf = (text: string) => ({
		queryKey: [text],
		queryFn: laterQuery((_: { signal: AbortSignal }) => Promise.resolve(asked.push(text)), 50),
	});
	const observer = new QueryObserver(client, optionsOf('w'));
	const stop = observer.subscribe(() => undefined);
	for (const text of ['wr', 'wri', 'writ', 'write']) observer.setOptions(optionsOf(text));

	await expect.poll(() => observer.getCurrentResult().data).toBeDefined();
	// Each began before the last one.
	expect(asked).toEqual(['write']);
	stop();
	client.clear();
});

import { vi } from 'vitest';

type Answers = Record<string, unknown>;

/** Answers the page's calls with what is given per procedure; `null` in its place is no answer at all. */
export function fakeServer(answers: Answers): void {
	vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
		const address = input instanceof Request ? input.url : String(input);
		const paths = new URL(address, location.origin).pathname.replace('/trpc/', '').split(',');
		if (paths.some((path) => answers[path] === null)) throw new TypeError('Failed to fetch');
		return Response.json(paths.map((path) => ({ result: { data: answers[path] } })));
	});
}

import { vi } from 'vitest';

type Answers = Record<string, unknown>;

/** Answers the page's calls with what is given per procedure; `null` in its place is no answer at all. */
export function fakeServer(answers: Answers): void {
	vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
		const address = input instanceof Request ? input.url : String(input);
		const { pathname, searchParams } = new URL(address, location.origin);
		const paths = pathname.replace('/trpc/', '').split(',');
		if (paths.some((path) => answers[path] === null)) throw new TypeError('Failed to fetch');
		const results = paths.map((path) => ({ result: { data: answers[path] } }));
		if (!searchParams.has('batch')) return Response.json(results[0]);
		// A batch that streams begins with a line that has each answer, or says that it is still to come.
		return new Response(`${JSON.stringify({ ...results.map((result) => [[result]]) })}\n`);
	});
}

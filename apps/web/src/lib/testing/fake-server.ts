import { vi } from 'vitest';

type Answers = Record<string, unknown>;

/** An answer of the fake server that is an error. */
export class FakeFailure {
	readonly message: string;
	readonly data: { code: string; fields?: Record<string, string> };

	constructor(message: string, data: FakeFailure['data']) {
		this.message = message;
		this.data = data;
	}
}

const JSON_RPC_CODE = -32_600;

function resultOf(answer: unknown) {
	if (!(answer instanceof FakeFailure)) return { result: { data: answer } };
	return { error: { code: JSON_RPC_CODE, message: answer.message, data: answer.data } };
}

/** Answers the page's calls with the value given for each procedure; `null` instead fails every request. */
export function fakeServer(answers: Answers): void {
	vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
		const address = input instanceof Request ? input.url : String(input);
		const { pathname, searchParams } = new URL(address, location.origin);
		const paths = pathname.replace('/trpc/', '').split(',');
		if (paths.some((path) => answers[path] === null)) throw new TypeError('Failed to fetch');
		const results = paths.map((path) => resultOf(answers[path]));
		if (!searchParams.has('batch')) return Response.json(results[0]);
		// A streamed batch begins with a line that contains each answer or announces it.
		return new Response(`${JSON.stringify({ ...results.map((result) => [[result]]) })}\n`);
	});
}

import type { Page } from '@tool-audit/core';
import type { AppRouter } from '@tool-audit/server/router';
import type { TRPCClient } from '@trpc/client';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createQueryProxy } from './query-proxy.ts';

/** A client that returns its input. */
const query = (input: unknown, options: { signal: AbortSignal }) =>
	Promise.resolve({ input, ...options });
const trpc = createQueryProxy<AppRouter>({
	audit: { readDay: { query } },
} as unknown as TRPCClient<AppRouter>);

const input = { day: '2026-11-22', limit: 10 };

describe('a query', () => {
	it('is keyed by path and input', () => {
		expect(trpc.audit.readDay.queryOptions(input).queryKey).toEqual(['audit', 'readDay', input]);
		expect(trpc.audit.readDay.queryKey()).toEqual(['audit', 'readDay']);
		expect(trpc.files.list.queryKey()).toEqual(['files', 'list']);
	});

	it('is called with its input, and aborted when no component uses it', async () => {
		const { signal } = new AbortController();
		const answer: unknown = await trpc.audit.readDay.queryOptions(input).queryFn({ signal });
		expect(answer).toEqual({ input, signal });
	});

	it('returns the result of the server', () => {
		expectTypeOf(trpc.audit.readDay.queryOptions)
			.returns.toHaveProperty('queryFn')
			.returns.resolves.toEqualTypeOf<Page>();
	});
});

describe('the types', () => {
	it('reject a wrong input', () => {
		// @ts-expect-error a day is text
		trpc.audit.readDay.queryOptions({ day: 20261122 });
		// @ts-expect-error a day is needed
		trpc.audit.readDay.queryOptions({});
		// @ts-expect-error there is no such field
		trpc.audit.readDay.queryOptions({ day: '2026-11-22', dya: '' });
	});

	it('offer queries only', () => {
		expectTypeOf(trpc.files).toHaveProperty('read');
		expectTypeOf(trpc.files).not.toHaveProperty('save');
	});
});

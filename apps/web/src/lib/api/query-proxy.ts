import type { TRPCClient, TRPCClientErrorLike } from '@trpc/client';
import type {
	AnyProcedure,
	AnyRouter,
	AnyTRPCRouter,
	inferProcedureInput,
	inferTransformedProcedureOutput,
	TRPCQueryProcedure,
} from '@trpc/server';

type Root<R extends AnyRouter> = R['_def']['_config']['$types'];

interface QueryOptions<Output> {
	queryKey: readonly unknown[];
	queryFn: (context: { signal: AbortSignal }) => Promise<Output>;
}

interface Decorated<R extends AnyRouter, P extends AnyProcedure> {
	/** Key and function for `createQuery`; a query that nobody waits for any more is aborted. */
	queryOptions(
		input: inferProcedureInput<P>,
	): QueryOptions<inferTransformedProcedureOutput<Root<R>, P>>;
	/** The key of this input, or of every input when it is left out. */
	queryKey(input?: inferProcedureInput<P>): readonly unknown[];
}

type DecoratedRecord<R extends AnyRouter, T> = {
	[
		K in keyof T as T[K] extends TRPCQueryProcedure<infer _D> | Record<string, unknown> ? K : never
	]: T[K] extends TRPCQueryProcedure<infer _D>
		? Decorated<R, T[K]>
		: T[K] extends AnyProcedure
			? never
			: DecoratedRecord<R, T[K]>;
};

export type QueryProxy<R extends AnyTRPCRouter> = DecoratedRecord<R, R['_def']['record']>;
export type ApiError<R extends AnyTRPCRouter> = TRPCClientErrorLike<R>;

type Callable = Record<string, unknown> & {
	query(input: unknown, options: { signal: AbortSignal }): Promise<unknown>;
};

/** Gives every query procedure of a client its svelte-query options, keyed by path and input. */
export function createQueryProxy<R extends AnyTRPCRouter>(client: TRPCClient<R>): QueryProxy<R> {
	const at = (path: string[]): unknown =>
		new Proxy(() => undefined, {
			get: (_target, name) => (typeof name === 'string' ? at([...path, name]) : undefined),
			apply: (_target, _this, [input]: unknown[]) => {
				const method = path.at(-1);
				const procedure = path.slice(0, -1);
				const queryKey = input === undefined ? procedure : [...procedure, input];
				if (method === 'queryKey') return queryKey;
				return {
					queryKey,
					queryFn: ({ signal }: { signal: AbortSignal }) =>
						procedure
							.reduce<Callable>(
								(node, name) => node[name] as Callable,
								client as unknown as Callable,
							)
							.query(input, { signal }),
				};
			},
		});
	return at([]) as QueryProxy<R>;
}

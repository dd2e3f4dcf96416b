import type { TRPCClient } from '@trpc/client';
import type {
	AnyProcedure,
	AnyTRPCQueryProcedure,
	AnyTRPCRouter,
	inferProcedureInput,
} from '@trpc/server';

interface QueryOptions<Output> {
	queryKey: readonly unknown[];
	queryFn: (context: { signal: AbortSignal }) => Promise<Output>;
}

/**
 * Outputs have the types of the server. They are plain JSON, so what arrives equals what was sent, and tRPC's
 * own serialised type would only lose the type names.
 */
interface Decorated<P extends AnyProcedure> {
	/** Key and function for `createQuery`; a query that no component uses any more is aborted. */
	queryOptions: (input: inferProcedureInput<P>) => QueryOptions<P['_def']['$types']['output']>;
	/** The key of this input, or of every input if it is omitted. */
	queryKey: (input?: inferProcedureInput<P>) => readonly unknown[];
}

type DecoratedRecord<T> = {
	[
		K in keyof T as T[K] extends AnyTRPCQueryProcedure | Record<string, unknown> ? K : never
	]: T[K] extends AnyTRPCQueryProcedure
		? Decorated<T[K]>
		: T[K] extends AnyProcedure
			? never
			: DecoratedRecord<T[K]>;
};

export type QueryProxy<R extends AnyTRPCRouter> = DecoratedRecord<R['_def']['record']>;

type Callable = Record<string, unknown> & {
	query(input: unknown, options: { signal: AbortSignal }): Promise<unknown>;
};

/** Maps every query procedure of a client to its svelte-query options, keyed by path and input. */
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

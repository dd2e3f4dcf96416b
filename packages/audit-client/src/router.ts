import type {
	TRPCBuiltRouter,
	TRPCMutationProcedure,
	TRPCQueryProcedure,
	TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { AuditApi, HealthQuery, Mutation, Query, Subscription } from './api.ts';
import type { ErrorShape } from './error.ts';

/** From tRPC, which does not export it: an event with the id that a client sends when it reconnects. */
interface TrackedData<Data> {
	id: string;
	data: Data;
}

/** An input may be left out when all of its parts are optional. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
type InputOf<Input> = {} extends Input ? Input | void : Input;

type Definition<Input, Output> = {
	input: InputOf<Input>;
	output: Output;
	meta: object;
	errorShape: ErrorShape;
};

type Procedure<Methods> =
	Methods extends Query<infer Input, infer Output>
		? TRPCQueryProcedure<Definition<Input, Output>>
		: Methods extends Mutation<infer Input, infer Output>
			? TRPCMutationProcedure<Definition<Input, Output>>
			: Methods extends Subscription<infer Input, infer Event>
				? TRPCSubscriptionProcedure<
						Definition<
							Input,
							AsyncIterable<
								Event extends TrackedData<infer Data> ? TrackedData<Data> : Event,
								void,
								unknown
							>
						>
					>
				: never;

/**
 * The procedures that a key can call, for a tRPC client of your own.
 *
 * `transformer` declares that results arrive unchanged, which is true because the server returns only plain JSON.
 * Without it, tRPC would derive the type of each result after JSON, and turn an entry into a bare record.
 */
export type AuditRouter = TRPCBuiltRouter<
	{ ctx: object; meta: object; errorShape: ErrorShape; transformer: true },
	{ audit: { [Name in keyof AuditApi]: Procedure<AuditApi[Name]> }; health: Procedure<HealthQuery> }
>;

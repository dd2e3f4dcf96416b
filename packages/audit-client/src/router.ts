import type { AppRouter } from '@tool-audit/server/router';
import type { TRPCBuiltRouter } from '@trpc/server';

type Served = AppRouter['_def'];
type ErrorShape = Served['_config']['$types']['errorShape'];

/**
 * The procedures a key can call, from the server's router. The client uses only this type from the server: the published
 * package contains a generated copy of it (`tools/`), because its users don't install the server.
 *
 * `transformer` declares that results arrive unchanged, which is true because the server returns only plain JSON.
 * Without it, tRPC would derive the type of each result after JSON, and turn an entry into a bare record.
 */
export type AuditRouter = TRPCBuiltRouter<
	{
		ctx: object;
		meta: object;
		errorShape: {
			code: ErrorShape['code'];
			message: string;
			/** Written out, so that the published type uses no name from the server. */
			data: { [Name in keyof ErrorShape['data']]: ErrorShape['data'][Name] };
		};
		transformer: true;
	},
	Pick<Served['record'], 'audit' | 'health'>
>;

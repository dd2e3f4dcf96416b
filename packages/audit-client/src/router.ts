import type { AppRouter } from '@tool-audit/server/router';
import type { TRPCBuiltRouter } from '@trpc/server';

type Served = AppRouter['_def'];
type ErrorShape = Served['_config']['$types']['errorShape'];

/**
 * What a key can call, as the server has it. This is all that the client takes from the server, and it is a type:
 * the published package carries what the build makes of it (`build/`), because its users install no server.
 *
 * `transformer` says that what a procedure gives arrives as it is. It does: everything the server gives is plain
 * JSON. Without it, tRPC would guess what JSON makes of each type, and make a bare record of an entry.
 */
export type AuditRouter = TRPCBuiltRouter<
	{
		ctx: object;
		meta: object;
		errorShape: {
			code: ErrorShape['code'];
			message: string;
			/** Written out, so that the published type needs no name of the server's. */
			data: { [Name in keyof ErrorShape['data']]: ErrorShape['data'][Name] };
		};
		transformer: true;
	},
	Pick<Served['record'], 'audit' | 'health'>
>;

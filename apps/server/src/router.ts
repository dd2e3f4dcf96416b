import { accountsRouter } from './routers/accounts.ts';
import { auditRouter } from './routers/audit.ts';
import { captureRouter } from './routers/capture.ts';
import { filesRouter } from './routers/files.ts';
import { healthProcedure } from './routers/health.ts';
import { keysRouter } from './routers/keys.ts';
import { sessionRouter } from './routers/session.ts';
import { setupRouter } from './routers/setup.ts';
import { router } from './trpc.ts';

export const appRouter = router({
	health: healthProcedure,
	session: sessionRouter,
	setup: setupRouter,
	accounts: accountsRouter,
	keys: keysRouter,
	audit: auditRouter,
	capture: captureRouter,
	files: filesRouter,
});

export type AppRouter = typeof appRouter;

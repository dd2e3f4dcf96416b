/** Builds the package as it is published, into `dist`. */
import { join } from 'node:path';
import { buildPackage } from '../../../tools/packages/build-package.ts';

await buildPackage({
	folder: join(import.meta.dirname, '..'),
	// It extends the classes of the tRPC client that its users bring.
	alone: ['trpc'],
	peers: { testing: ['@tool-audit/core'], trpc: ['@trpc/client', '@trpc/server'] },
	// A client needs neither the log nor its libraries.
	builtIn: ['format', 'process-end', 'types'].map((name) => `@tool-audit/core/${name}`),
	instead: {
		setTimeout: 'src/http/real-timers.ts',
		clearTimeout: 'src/http/real-timers.ts',
	},
});

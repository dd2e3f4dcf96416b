/** Builds the package as it is published, into `dist`. */
import { join } from 'node:path';
import { buildPackage } from '../../../tools/packages/build-package.ts';

await buildPackage({
	folder: join(import.meta.dirname, '..'),
	instead: {
		setTimeout: 'src/http/real-timers.ts',
		clearTimeout: 'src/http/real-timers.ts',
	},
	// It extends the classes of the tRPC client that its users bring.
	withPeers: ['trpc'],
});

/** Builds the package as it is published, into `dist`. */
import { join } from 'node:path';
import { buildPackage } from '../../../tools/packages/build-package.ts';
import { checkRouter } from './check-router.ts';
import { writeRouter } from './write-router.ts';

await buildPackage({
	folder: join(import.meta.dirname, '..'),
	/**
	 * Replaces the `dist/router.d.ts` of the compiler, which imports the server's types, with one that does not, because
	 * users don't install the server. The compiler then checks that both types are the same.
	 */
	changeDeclarations() {
		writeRouter();
		checkRouter();
	},
});

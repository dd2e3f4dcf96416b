/**
 * Replaces the `dist/router.d.ts` from `tsc`, which imports the server's types, with one that does not, because users
 * don't install the server. The compiler then checks that both types are the same.
 */
import { checkRouter } from './check-router.ts';
import { writeRouter } from './write-router.ts';

writeRouter();
checkRouter();

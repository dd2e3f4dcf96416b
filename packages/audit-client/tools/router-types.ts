/**
 * Replaces the `dist/router.d.ts` that `tsc` made, which points at the server, by one that stands by itself: its users
 * install no server. The compiler then compares it with the server's, so that no build publishes another type.
 */
import { checkRouter } from './check-router.ts';
import { writeRouter } from './write-router.ts';

writeRouter();
checkRouter();

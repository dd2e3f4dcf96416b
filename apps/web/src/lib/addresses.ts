import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** The page of a file. `path` is the one from the server: relative to the user's folder, with `/` between names. */
export function fileAddress(path: string): ResolvedPathname {
	return resolve('/(app)/files/[...path]', { path: encode(path) });
}

/** The bytes of a user's own file: an image's `src`, or a download. */
export function rawFileAddress(path: string): string {
	return `/api/files/raw?path=${encodeURIComponent(path)}`;
}

/** Sign-in, with the address to return to. */
export function signInAddress(from: URL): ResolvedPathname {
	const to = from.pathname + from.search;
	return resolve(to === '/' ? '/login' : `/login?to=${encodeURIComponent(to)}`);
}

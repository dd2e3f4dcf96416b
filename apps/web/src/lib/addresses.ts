import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';

const encode = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** The page of a file. The path is the one the server gave: below the user's folder, `/` between names. */
export function fileAddress(path: string): ResolvedPathname {
	return resolve('/(app)/files/[...path]', { path: encode(path) });
}

/** The bytes of an own file: an image's `src`, or a download. */
export function rawFileAddress(path: string): string {
	return `/api/files/raw?path=${encodeURIComponent(path)}`;
}

/** Sign-in, and back to where one wanted to go. */
export function signInAddress(from: URL): ResolvedPathname {
	const to = from.pathname + from.search;
	return resolve(to === '/' ? '/login' : `/login?to=${encodeURIComponent(to)}`);
}

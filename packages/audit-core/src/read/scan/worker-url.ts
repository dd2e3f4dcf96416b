/** The worker's program beside this file, as source or built. The build of the package has its own version of this file. */
export function workerUrl(): URL {
	return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

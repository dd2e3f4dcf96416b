/** The worker's program beside this file, as source or built. The build of the package has its own version of this file. */
export function workerUrl(): URL {
	// In a program that is bundled as CommonJS there is none.
	const here = import.meta.url as string | undefined;
	if (here === undefined) throw new Error('scanWorker does not say where its program is.');
	return new URL(here.endsWith('.ts') ? './worker-of-sources.ts' : './worker.js', here);
}

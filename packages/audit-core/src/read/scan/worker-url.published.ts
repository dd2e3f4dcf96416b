/** The worker's program beside the files of the published package. Bundlers find it when it is written as here. */
export function workerUrl(): URL {
	try {
		return new URL('./scan-worker.cjs', import.meta.url);
	} catch (cause) {
		// In a program that is bundled as CommonJS there is no such address.
		throw new Error('scanWorker does not say where its program is.', { cause });
	}
}

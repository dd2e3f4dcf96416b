/** The worker's program beside the files of the published package. Bundlers find it when it is written as here. */
export function workerUrl(): URL {
	return new URL('./scan-worker.cjs', import.meta.url);
}

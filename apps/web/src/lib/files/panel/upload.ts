import { expiry } from '#lib/session/expiry.svelte.ts';

const UNAUTHORIZED = 401;
/** The limit of the server. A browser would send all of a larger file before it reads the error. */
const UPLOAD_BYTES_MAX = 64 * 1024 * 1024;

/** What became of the files of an upload. */
export interface Uploaded {
	/** Their paths. */
	done: string[];
	refused: { name: string; reason: string }[];
}

/** Uploads a file unchanged, and returns its path. It never replaces an existing one. */
export async function uploadFile(path: string, file: Blob): Promise<string> {
	if (file.size > UPLOAD_BYTES_MAX) {
		throw new Error('A file may have 64 MB. Copy larger ones by hand.');
	}
	const response = await fetch(`/api/files/upload?path=${encodeURIComponent(path)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/octet-stream' },
		body: file,
	});
	if (response.ok) return ((await response.json()) as { path: string }).path;
	if (response.status === UNAUTHORIZED) expiry.signInAgain();
	throw new Error((await sentenceIn(response)) ?? 'It could not be uploaded. Try again.');
}

async function sentenceIn(response: Response): Promise<string | undefined> {
	try {
		const answer = (await response.json()) as { error?: { message?: string } };
		return answer.error?.message;
	} catch {
		return undefined;
	}
}

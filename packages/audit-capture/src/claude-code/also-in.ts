/** Forks copy the history of a session, with calls that the session itself may still finish. */
import { callIdOf } from './call-id.ts';
import type { OpenCall } from './transcript.ts';
import { readTranscript } from './transcript-file.ts';
import type { TranscriptFile } from './transcript-files.ts';

/** The same for all copies of a call. */
export function copyName({ use, line }: Pick<OpenCall, 'use' | 'line'>): string {
	return callIdOf(use.id, line.session, '');
}

/** Of calls with these names, those that other transcripts have as well. One that can't be read has none. */
export async function alsoIn(
	files: readonly TranscriptFile[],
	names: ReadonlySet<string>,
): Promise<Set<string>> {
	const found = new Set<string>();
	for (const { path } of files) {
		try {
			for await (const { line } of readTranscript(path, 0)) {
				if ('answered' in line) continue;
				for (const use of line.uses) {
					const name = copyName({ use, line });
					if (names.has(name)) found.add(name);
				}
			}
		} catch {
			// An import names it.
		}
	}
	return found;
}

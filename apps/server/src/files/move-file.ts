import { codeOf, moveFile as move, SafeFileError, type Location } from '@tool-audit/safe-files';
import { Refusal } from '../refusal.ts';

/**
 * Renames a file, and never replaces anything.
 *
 * @throws Refusal `CONFLICT` when the name is taken, or the target is on another disk
 */
export async function moveFile(from: Location, to: Location): Promise<void> {
	try {
		await move(from, to);
	} catch (error) {
		// A user's folder may be a separate disk, such as a volume of a container.
		if (codeOf(error) === 'EXDEV') {
			throw new Refusal('CONFLICT', 'The target is on another disk. Move the file by hand.');
		}
		if (!(error instanceof SafeFileError && error.code === 'taken')) throw error;
		throw new Refusal(
			'CONFLICT',
			'A file or folder with that name already exists. Choose another name.',
		);
	}
}

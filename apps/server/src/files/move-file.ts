import { codeOf, moveFile as move, SafeFileError, type Location } from '@tool-audit/safe-files';
import { Refusal } from '../refusal.ts';

/**
 * Gives a file another name, and never in the place of something.
 *
 * @throws Refusal `CONFLICT` when something has the name, and when that is on another disk
 */
export async function moveFile(from: Location, to: Location): Promise<void> {
	try {
		await move(from, to);
	} catch (error) {
		// A folder of a user may be a disk of its own, such as a volume of a container.
		if (codeOf(error) === 'EXDEV') {
			throw new Refusal('CONFLICT', 'It would go to another disk. Move it by hand.');
		}
		if (!(error instanceof SafeFileError && error.code === 'taken')) throw error;
		throw new Refusal('CONFLICT', 'There is something of that name already. Choose another name.');
	}
}

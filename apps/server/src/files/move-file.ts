import { moveFile as move, SafeFileError, type Location } from '@tool-audit/safe-files';
import { Refusal } from '../refusal.ts';

/**
 * Gives a file another name, and never in the place of something.
 *
 * @throws Refusal `CONFLICT` when something has the name
 */
export async function moveFile(from: Location, to: Location): Promise<void> {
	try {
		await move(from, to);
	} catch (error) {
		if (!(error instanceof SafeFileError && error.code === 'taken')) throw error;
		throw new Refusal('CONFLICT', 'There is something of that name already. Choose another name.');
	}
}

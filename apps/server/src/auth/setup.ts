import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { People } from '@tool-audit/accounts';

const SECRET_BYTES = 24;

/** The one-time secret for creating the first admin. It is kept in memory: a restart creates a new one. */
export interface Setup {
	/** `null` once there are accounts. */
	secret(): string | null;
	isOpen(): boolean;
	isSecret(secret: string): boolean;
	/** Runs `work` with the secret used up. The secret is valid again when the work fails. */
	claim<T>(secret: string, work: () => Promise<T>): Promise<T>;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createSetup(people: People): Setup {
	const secret = randomBytes(SECRET_BYTES).toString('base64url');
	let taken = false;
	// Read from the database each time: the command line may have created the first account.
	const isOpen = (): boolean => people.isEmpty();
	const isSecret = (given: string): boolean =>
		!taken && isOpen() && timingSafeEqual(hash(given), hash(secret));
	return {
		secret: () => (isOpen() ? secret : null),
		isOpen,
		isSecret,
		async claim(given, work) {
			if (!isSecret(given)) {
				throw new Refusal(
					'FORBIDDEN',
					'This set-up link was used already or is not valid. Restart the server for a new one, or sign in.',
				);
			}
			taken = true;
			try {
				return await work();
			} catch (error) {
				taken = false;
				throw error;
			}
		},
	};
}

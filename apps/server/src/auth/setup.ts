import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { People } from '@tool-audit/accounts';

const SECRET_BYTES = 24;

/** The one-time secret with which the first admin is made. It lives in memory: a restart makes a new one. */
export interface Setup {
	/** `null` once there are accounts. */
	secret(): string | null;
	isOpen(): boolean;
	isSecret(secret: string): boolean;
	/** Runs `work` with the secret used up; it is given back when the work fails. */
	claim<T>(secret: string, work: () => Promise<T>): Promise<T>;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createSetup(people: People): Setup {
	const secret = randomBytes(SECRET_BYTES).toString('base64url');
	let taken = false;
	// Asked of the database each time: the command line may make the first account meanwhile.
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
					'This set-up link is used up or wrong. Restart the server for a new one, or sign in.',
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

import { createSemaphore } from '@tool-audit/safe-files';
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2Async = promisify(argon2);

/** Cost of one hash. It is stored in each hash, so that old passwords still work when the cost is raised. */
export interface HashCost {
	memoryKib: number;
	passes: number;
}

/** The second recommendation of RFC 9106 §4, with one lane: 64 MiB, 3 passes. */
export const HASH_COST: HashCost = { memoryKib: 65_536, passes: 3 };

/** A hash uses one of libuv's four threads; the others stay free for file access. */
const HASHES_AT_ONCE_MAX = 2;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/;

const semaphore = createSemaphore(HASHES_AT_ONCE_MAX);

function derive(password: string, salt: Buffer, cost: HashCost): Promise<Buffer> {
	return semaphore(() =>
		argon2Async('argon2id', {
			// Two keyboards may compose the same letter differently (RFC 8265 §4.2.2).
			message: password.normalize('NFC'),
			nonce: salt,
			parallelism: 1,
			tagLength: TAG_BYTES,
			memory: cost.memoryKib,
			passes: cost.passes,
		}),
	);
}

function encode(bytes: Buffer): string {
	return bytes.toString('base64').replaceAll('=', '');
}

/** argon2id in the usual `$argon2id$v=19$…` notation. */
export async function hashPassword(password: string, cost: HashCost = HASH_COST): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const tag = await derive(password, salt, cost);
	return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${encode(salt)}$${encode(tag)}`;
}

export async function verifyPassword(stored: string, password: string): Promise<boolean> {
	const [, memory, passes, salt, tag] = STORED.exec(stored) ?? [];
	if (!memory || !passes || !salt || !tag) return false;
	const cost = { memoryKib: Number(memory), passes: Number(passes) };
	const expected = Buffer.from(tag, 'base64');
	const found = await derive(password, Buffer.from(salt, 'base64'), cost);
	return expected.length === found.length && timingSafeEqual(expected, found);
}

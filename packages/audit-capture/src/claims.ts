/**
 * Claims: the process that makes the claim of a call writes its entry. A call is told of by several: two installed
 * scopes, a hook that is run again, the sweep, an import, each in a process of its own.
 *
 * A claim is an empty file, created only if it is not there. It holds nothing and its name is a hash or the call's id in
 * hexadecimal digits. A claim says that a process began to write: only the log says that the entry is there. So claims may
 * be removed after some time, and one whose process was killed half-way is found by comparing it with the log.
 */
import { codeOf, makeOwnFolder } from '@tool-audit/safe-files';
import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from './names-in.ts';

export interface Claims {
	/** True for the one that may write the call. */
	take(callId: string): boolean;
	/** Gives up a claim, because the call could not be written. */
	release(callId: string): void;
	/**
	 * The same for a call that is not in the log. A claim of which nothing came for long belonged to a process that was
	 * killed. False when another process is about to write the call.
	 */
	takeOver(callId: string): boolean;
	/** Removes claims that are no longer needed: nothing tells of a call after so long but the log itself. */
	removeOld(): void;
}

/** A process that makes a claim writes the call at once. */
const ABANDONED_MS = 15_000;
const KEPT_MS = 2 * 86_400_000;

/** The claims of what is recorded into one user's log. `data` is the data folder. */
export function openClaims(data: string, source: string, user: string): Claims {
	const claims = join(data, 'capture', 'claims', source, user);
	const pathOf = (callId: string) => join(claims, nameOf(callId));

	function create(path: string): boolean {
		try {
			closeSync(openSync(path, 'wx', 0o600));
			return true;
		} catch (error) {
			if (codeOf(error) === 'EEXIST') return false;
			if (codeOf(error) !== 'ENOENT') throw error;
			makeOwnFolder(claims);
			return create(path);
		}
	}

	return {
		take: (callId) => create(pathOf(callId)),
		release: (callId) => rmSync(pathOf(callId), { force: true }),
		takeOver(callId) {
			const path = pathOf(callId);
			if (create(path)) return true;
			const stat = statSync(path, { throwIfNoEntry: false });
			const now = new Date();
			// One from the future was made before the clock was put back.
			if (!stat || Math.abs(now.getTime() - stat.mtimeMs) < ABANDONED_MS) return false;
			utimesSync(path, now, now);
			return true;
		},
		removeOld() {
			const before = Date.now() - KEPT_MS;
			for (const name of namesIn(claims)) {
				const path = join(claims, name);
				const stat = statSync(path, { throwIfNoEntry: false });
				if (stat && stat.mtimeMs < before) rmSync(path, { force: true });
			}
		},
	};
}

/** File systems may ignore case, and limit the length of a name. */
const NAME_CHARS_MAX = 200;
const PART_CHARS = 100;

/** A legal file name on every system, different for different ids. */
function nameOf(callId: string): string {
	const hex = Buffer.from(callId).toString('hex');
	if (hex.length <= NAME_CHARS_MAX) return hex;
	// Loading the hash function takes longer than writing the call, and ids as long are rare.
	const { createHash } = process.getBuiltinModule('node:crypto');
	return `${hex.slice(0, PART_CHARS)}-${createHash('sha256').update(callId).digest('hex')}`;
}

/**
 * Claims: who makes the claim of a call writes its entry. A call is told of by several: two installed scopes, a hook that
 * is run again, the sweep, an import, each in a process of its own.
 *
 * A claim is an empty file, created only if it is not there. It holds nothing and its name is a hash or the call's id in
 * hexadecimal digits. A claim says that somebody began to write: only the log says that the entry is there. So claims may
 * be removed after some time, and one whose process was killed half-way is found by comparing it with the log.
 */
import { codeOf } from '@tool-audit/safe-files';
import { closeSync, mkdirSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from './names-in.ts';

export interface Claims {
	/** True for the one that may write the call. */
	take(callId: string): boolean;
	/** Gives up a claim, because the call could not be written. */
	release(callId: string): void;
	/** How long ago the claim was made, in milliseconds; `null` without one. */
	ageMs(callId: string): number | null;
	/** Makes a claim that is there already one's own: its process never wrote the call. */
	renew(callId: string): void;
	/** Removes claims that are older than this. */
	removeOlderThan(ageMs: number): void;
}

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
			mkdirSync(claims, { recursive: true, mode: 0o700 });
			return create(path);
		}
	}

	return {
		take: (callId) => create(pathOf(callId)),
		release: (callId) => rmSync(pathOf(callId), { force: true }),
		ageMs(callId) {
			const stat = statSync(pathOf(callId), { throwIfNoEntry: false });
			return stat ? Date.now() - stat.mtimeMs : null;
		},
		renew(callId) {
			const now = new Date();
			utimesSync(pathOf(callId), now, now);
		},
		removeOlderThan(ageMs) {
			const before = Date.now() - ageMs;
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

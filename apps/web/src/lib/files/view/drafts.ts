/**
 * Unsaved text, kept in this browser's storage so that it survives a crash of the tab. A draft is stored as its
 * time, the hash of the edited file and the text, with newlines in between: nothing needs escaping, and its age
 * can be read without the rest.
 */
export interface Draft {
	text: string;
	/** Hash of the edited file. */
	hash: string;
	/** When it was stored, in milliseconds since 1970. */
	at: number;
}

export interface Drafts {
	read(path: string): Draft | undefined;
	/** Returns whether it was stored: it may be too large, or storage may be full or forbidden. */
	keep(path: string, draft: Pick<Draft, 'text' | 'hash'>): boolean;
	drop(path: string): void;
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export const DRAFTS_MAX = 20;
/** Browsers keep about five million characters per site. */
export const DRAFTS_TOTAL_CHARS_MAX = 3_000_000;
export const DRAFT_AGE_MAX_DAYS = 30;

const DAY_MS = 86_400_000;
const PREFIX = 'tool-audit:draft:';

interface Options {
	/** The account that the drafts belong to: two people may share a browser. */
	account: string;
	storage: DraftStorage;
	now?: () => number;
}

export function openDrafts({ account, storage, now = Date.now }: Options): Drafts {
	const keyOf = (path: string) => `${PREFIX}${account}:${path}`;
	const oldest = () => now() - DRAFT_AGE_MAX_DAYS * DAY_MS;

	return {
		read: (path) =>
			attempt(undefined, () => {
				const draft = parseDraft(storage.getItem(keyOf(path)));
				return draft && draft.at >= oldest() ? draft : undefined;
			}),

		keep: (path, { text, hash }) =>
			attempt(false, () => {
				const key = keyOf(path);
				const stored = `${now()}\n${hash}\n${text}`;
				// Even if storing fails, an older state of the text must not be offered instead.
				storage.removeItem(key);
				if (stored.length > DRAFTS_TOTAL_CHARS_MAX) return false;
				makeRoom(storage, { chars: stored.length, oldest: oldest() });
				storage.setItem(key, stored);
				return true;
			}),

		drop: (path) => attempt(undefined, () => storage.removeItem(keyOf(path))),
	};
}

/** If storage is full or forbidden, no draft is stored, and the page works on. */
function attempt<T>(otherwise: T, work: () => T): T {
	try {
		return work();
	} catch {
		return otherwise;
	}
}

function parseDraft(stored: string | null): Draft | undefined {
	const match = /^(\d+)\n([0-9a-f]+)\n/.exec(stored ?? '');
	if (!stored || !match) return undefined;
	return { at: Number(match[1]), hash: match[2]!, text: stored.slice(match[0].length) };
}

/** Drops the oldest drafts, of any account, until one more fits within the limits. */
function makeRoom(storage: DraftStorage, { chars, oldest }: { chars: number; oldest: number }) {
	const drafts = Array.from({ length: storage.length }, (_, index) => storage.key(index)!)
		.filter((key) => key.startsWith(PREFIX))
		.map((key) => {
			const stored = storage.getItem(key) ?? '';
			return { key, chars: stored.length, at: Number.parseInt(stored, 10) || 0 };
		})
		.sort((a, b) => b.at - a.at);
	let total = chars;
	drafts.forEach((draft, index) => {
		total += draft.chars;
		const fits = index + 1 < DRAFTS_MAX && total <= DRAFTS_TOTAL_CHARS_MAX;
		if (!fits || draft.at < oldest) storage.removeItem(draft.key);
	});
}

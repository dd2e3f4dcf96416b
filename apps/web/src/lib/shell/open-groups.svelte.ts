import { SvelteMap } from 'svelte/reactivity';
import { readStored, writeStored } from './stored.ts';

const REMEMBERED_MAX = 500;

/** Which groups of the panel the user opened and closed, remembered in this browser. */
class OpenGroups {
	readonly #chosen = new SvelteMap<string, boolean>(readChosen());

	/** `otherwise` is for a group that the user has neither opened nor closed. */
	has(group: string, otherwise = false): boolean {
		return this.#chosen.get(group) ?? otherwise;
	}

	/** `undefined` forgets the choice. */
	choose(group: string, open: boolean | undefined): void {
		if (open === undefined) this.#chosen.delete(group);
		else this.#chosen.set(group, open);
		writeStored('open-groups', Object.fromEntries([...this.#chosen].slice(-REMEMBERED_MAX)));
	}

	toggle(group: string, otherwise = false): void {
		this.choose(group, !this.has(group, otherwise));
	}

	/** Opens the groups that contain an item, so that it is visible. */
	reveal(groups: string[]): void {
		for (const group of groups) if (!this.has(group)) this.choose(group, true);
	}
}

function readChosen(): [string, boolean][] {
	const stored = readStored('open-groups');
	if (typeof stored !== 'object' || stored === null) return [];
	// Earlier versions stored a list of the open ones.
	if (Array.isArray(stored)) {
		return stored.flatMap((name) => (typeof name === 'string' ? [[name, true]] : []));
	}
	return Object.entries(stored).filter(
		(entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
	);
}

export const openGroups = new OpenGroups();

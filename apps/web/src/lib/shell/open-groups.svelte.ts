import { SvelteSet } from 'svelte/reactivity';
import { readStored, writeStored } from './stored.ts';

const REMEMBERED_MAX = 500;

/** Which groups of the Files panel are open, remembered in this browser. All are closed at first. */
class OpenGroups {
	readonly #open = new SvelteSet<string>(readOpen());

	has(group: string): boolean {
		return this.#open.has(group);
	}

	toggle(group: string): void {
		if (!this.#open.delete(group)) this.#open.add(group);
		this.#remember();
	}

	/** Opens the groups that contain an item, so that it is visible. */
	reveal(groups: string[]): void {
		if (groups.every((group) => this.#open.has(group))) return;
		for (const group of groups) this.#open.add(group);
		this.#remember();
	}

	#remember(): void {
		writeStored('open-groups', [...this.#open].slice(-REMEMBERED_MAX));
	}
}

function readOpen(): string[] {
	const stored = readStored('open-groups');
	return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : [];
}

export const openGroups = new OpenGroups();

import type { ResolvedPathname } from '$app/types';
import { type Component, untrack } from 'svelte';

export interface Command {
	/** What is searched and shown. */
	name: string;
	/** Kind of thing, shown beside it: `File`, `Day`, `Person`, `Action`. */
	kind: string;
	icon?: Component<{ class?: string }>;
	/** Either a place to go, or something to do. */
	href?: ResolvedPathname;
	run?: () => void;
}

/** Asked each time the palette opens. */
export type CommandSource = () => Command[] | Promise<Command[]>;

/**
 * The command palette: everything that can be reached, from one line. Parts of the page add what is theirs
 * for as long as they are there: `$effect(() => palette.add(() => [{ name: 'Go to time…', … }]))`.
 */
class Palette {
	open = $state(false);
	sources: CommandSource[] = $state.raw([]);

	show(): void {
		this.open = true;
	}

	/** Returns what takes it away again. */
	add(source: CommandSource): () => void {
		this.sources = [...untrack(() => this.sources), source];
		return () => {
			this.sources = this.sources.filter((other) => other !== source);
		};
	}
}

export const palette = new Palette();

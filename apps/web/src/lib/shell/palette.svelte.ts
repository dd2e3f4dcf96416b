import type { ResolvedPathname } from '$app/types';
import { type Component, untrack } from 'svelte';

export interface Command {
	/** The text that is searched and shown. */
	name: string;
	/** `Page`, `Day` and `File` have groups of their own; all others are actions. */
	kind: string;
	/** Shown beside it. */
	note?: string;
	/** The day (`YYYY-MM-DD`) that a command of that kind leads to. */
	day?: string;
	icon?: Component<{ class?: string }>;
	/** A command has either an address or an action. */
	href?: ResolvedPathname;
	run?: () => void;
}

/** Called each time the palette opens. */
export type CommandSource = () => Command[] | Promise<Command[]>;

/**
 * The command palette: pages, files and actions, found by name. A component adds its commands for as long as
 * it is mounted: `$effect(() => palette.add(() => [{ name: 'Go to time…', … }]))`.
 */
class Palette {
	open = $state(false);
	sources: CommandSource[] = $state.raw([]);

	show(): void {
		this.open = true;
	}

	/** Returns a function that removes the source. */
	add(source: CommandSource): () => void {
		this.sources = [...untrack(() => this.sources), source];
		return () => {
			this.sources = this.sources.filter((other) => other !== source);
		};
	}
}

export const palette = new Palette();

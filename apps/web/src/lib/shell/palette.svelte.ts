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
	#early = '';

	/** The dialog takes its time to be loaded: what is typed meanwhile is kept for it. */
	show(): void {
		if (this.open) return;
		this.open = true;
		this.#early = '';
		addEventListener('keydown', this.#keep, { capture: true });
	}

	/** Called by the dialog: what was typed before it was there. */
	takeEarly(): string {
		removeEventListener('keydown', this.#keep, { capture: true });
		return this.#early;
	}

	#keep = (event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
		event.preventDefault();
		event.stopPropagation();
		this.#early += event.key;
	};

	/** Returns a function that removes the source. */
	add(source: CommandSource): () => void {
		this.sources = [...untrack(() => this.sources), source];
		return () => {
			this.sources = this.sources.filter((other) => other !== source);
		};
	}
}

export const palette = new Palette();

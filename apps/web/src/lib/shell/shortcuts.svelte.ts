import { untrack } from 'svelte';
import { matches, typesText } from './keys.ts';

export interface Shortcut {
	/** One stroke: `j`, `E` (with Shift), `/`, `mod+s` (Ctrl, on a Mac Cmd), `Escape`. */
	keys: string;
	/** What it does, as the help lists it. */
	label: string;
	/** Left out where a part of the page answers to the key by itself, and only the help has to know. */
	run?: () => void;
	/** Works in a text field too. */
	whileTyping?: boolean;
}

/**
 * The keys that work now. Whoever is on the page registers its own for as long as it is there, so that the
 * help lists exactly what works: `$effect(() => shortcuts.register('Day', [{ keys: 'j', … }]))`.
 */
class Shortcuts {
	groups: { name: string; shortcuts: Shortcut[] }[] = $state.raw([]);
	helpOpen = $state(false);

	/** Returns what takes them away again. */
	register(name: string, shortcuts: Shortcut[]): () => void {
		const group = { name, shortcuts };
		this.groups = [...untrack(() => this.groups), group];
		return () => {
			this.groups = this.groups.filter((other) => other !== group);
		};
	}

	/** For the window's `keydown`. What was registered last is asked first. */
	press(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing) return;
		// A dialog is a world of its own: the keys of the page behind it are asleep.
		if (document.querySelector('dialog:modal')) return;
		const run = this.#find(event);
		if (!run) return;
		event.preventDefault();
		run();
	}

	/** Whether a stroke does something on the page as it is. */
	has(event: KeyboardEvent): boolean {
		return this.#find(event) !== undefined;
	}

	#find(event: KeyboardEvent): (() => void) | undefined {
		const typing = typesText(event.target);
		for (const { shortcuts } of this.groups.toReversed()) {
			const hit = shortcuts.find(({ keys, run, whileTyping }) => {
				return run && (whileTyping || !typing) && matches(event, keys);
			});
			if (hit) return hit.run;
		}
		return undefined;
	}
}

export const shortcuts = new Shortcuts();

import { untrack } from 'svelte';
import { matches, typesText } from './keys.ts';

export interface Shortcut {
	/** A keystroke: `j`, `E` (with Shift), `/`, `mod+s` (Ctrl, on a Mac Cmd), `Escape`. */
	keys: string;
	/** The action, as the help lists it. */
	label: string;
	/** Omitted where a component handles the key itself and only the help needs to list it. */
	run?: () => void;
	/** Also works in a text field. */
	whileTyping?: boolean;
}

/**
 * The keys that work now. A component registers its keys for as long as it is mounted, so that the help lists
 * exactly what works: `$effect(() => shortcuts.register('Day', [{ keys: 'j', … }]))`.
 */
class Shortcuts {
	groups: { name: string; shortcuts: Shortcut[] }[] = $state.raw([]);
	helpOpen = $state(false);

	/** Returns a function that removes them. */
	register(name: string, shortcuts: Shortcut[]): () => void {
		const group = { name, shortcuts };
		this.groups = [...untrack(() => this.groups), group];
		return () => {
			this.groups = this.groups.filter((other) => other !== group);
		};
	}

	/** For the window's `keydown`. The latest registration comes first. */
	press(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing) return;
		// While a dialog is open, the keys of the page behind it do nothing.
		if (document.querySelector('dialog:modal')) return;
		const run = this.#find(event);
		if (!run) return;
		event.preventDefault();
		run();
	}

	/** Whether a keystroke has an action on the page as it is now. */
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

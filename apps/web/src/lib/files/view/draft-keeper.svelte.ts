import type { Draft, Drafts } from './drafts.ts';

const DELAY_MS = 400;

/** Stores the unsaved text of one file so that it survives the tab, and offers what an earlier tab stored. */
export class DraftKeeper {
	/** Unsaved changes of an earlier visit, until the user restores or discards them. */
	offered: Draft | undefined = $state.raw();
	/** A crash of the tab would lose nothing. */
	safe = $state(true);

	/** This tab stored or restored the draft. Without this, a tab that only shows the file would drop it. */
	#own = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #path: string;
	readonly #drafts: Drafts;

	constructor(path: string, drafts: Drafts) {
		this.#path = path;
		this.#drafts = drafts;
	}

	/** Offers the stored draft if it differs from the text on disk. */
	offer(text: string): void {
		const draft = this.#drafts.read(this.#path);
		if (draft?.text === text) this.#drafts.drop(this.#path);
		else this.offered = draft;
	}

	/** Stores the result of `unsaved` after a pause in the typing. */
	keepSoon(unsaved: () => Pick<Draft, 'text' | 'hash'> | undefined): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.keep(unsaved()), DELAY_MS);
	}

	/** `undefined` means that nothing is unsaved. */
	keep(unsaved: Pick<Draft, 'text' | 'hash'> | undefined): void {
		clearTimeout(this.#timer);
		// An offered draft is not overwritten before the user decides about it.
		if (this.offered) return;
		if (unsaved) this.safe = this.#drafts.keep(this.#path, unsaved);
		else if (this.#own) this.#drafts.drop(this.#path);
		this.#own = unsaved !== undefined;
	}

	takeUp(): Draft {
		const draft = this.offered!;
		this.offered = undefined;
		this.#own = true;
		return draft;
	}

	drop(): void {
		clearTimeout(this.#timer);
		this.offered = undefined;
		this.#own = false;
		this.#drafts.drop(this.#path);
	}
}

import type { Draft, Drafts } from './drafts.ts';

const DELAY_MS = 400;

/** Puts the unsaved text of one file where it survives the tab, and offers what an earlier tab left there. */
export class DraftKeeper {
	/** Unsaved changes of an earlier visit, until it is decided what becomes of them. */
	offered: Draft | undefined = $state.raw();
	/** A crash would lose nothing. */
	safe = $state(true);

	/** What is stored was stored, or taken up, here: without this a tab that only looks would drop it. */
	#own = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #path: string;
	readonly #drafts: Drafts;

	constructor(path: string, drafts: Drafts) {
		this.#path = path;
		this.#drafts = drafts;
	}

	/** Offers what is there, when it differs from the text on disk. */
	offer(text: string): void {
		const draft = this.#drafts.read(this.#path);
		if (draft?.text === text) this.#drafts.drop(this.#path);
		else this.offered = draft;
	}

	/** Keeps what `unsaved` gives once nobody has typed for a moment. */
	keepSoon(unsaved: () => Pick<Draft, 'text' | 'hash'> | undefined): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.keep(unsaved()), DELAY_MS);
	}

	/** Nothing unsaved is `undefined`. */
	keep(unsaved: Pick<Draft, 'text' | 'hash'> | undefined): void {
		clearTimeout(this.#timer);
		// What is offered is not overwritten before somebody decided about it.
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

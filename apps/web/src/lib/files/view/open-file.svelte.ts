import { failureData, sentenceOf } from '../../api/failure.ts';
import type { FileContent } from '../../api/types.ts';
import { DraftKeeper } from './draft-keeper.svelte.ts';
import type { Drafts } from './drafts.ts';
import { type FilesApi, readFile, readHash, readOn } from './files-api.ts';
import { asEdited, asSaved } from './line-ending.ts';
import { firstMode, type Mode, reasonAgainst } from './modes.ts';

/** Together about 16 MB: more lines than a page shows with ease. */
const PARTS_MAX = 32;

/**
 * A file that is open: what is on disk as far as we know, what was made of it here, and what stands between
 * the two. Nothing overwrites what is on disk unless its hash is the one that was read or looked at.
 */
export class OpenFile {
	readonly path: string;
	/** What was read last; its hash is what the text here was made from. */
	content: FileContent | undefined = $state.raw();
	failure: unknown = $state.raw();
	/** The text as it stands here, with unsaved changes. Newlines are LF. */
	text: string = $state.raw('');
	#savedText: string = $state.raw('');
	saving = $state(false);
	saveFailure: string | undefined = $state();
	/** Hash of what somebody else put in the file while there were changes here. */
	theirs: string | undefined = $state();
	/** Nothing is left under this path. */
	gone = $state(false);
	/** The last thing that happened by itself, for the status line. */
	note: string | undefined = $state();
	readonly draft: DraftKeeper;
	#chosen: Mode | undefined = $state();
	#parts = $state(1);
	readonly #api: FilesApi;

	constructor({ path, api, drafts }: { path: string; api: FilesApi; drafts: Drafts }) {
		this.path = path;
		this.draft = new DraftKeeper(path, drafts);
		this.#api = api;
	}

	readonly dirty = $derived.by(() => this.text !== this.#savedText);
	/** How it is looked at; `undefined` when it can only be downloaded. */
	readonly mode = $derived.by(() => {
		if (!this.content) return undefined;
		const possible = this.#chosen && reasonAgainst(this.#chosen, this.content) === undefined;
		return possible ? this.#chosen : firstMode(this.content);
	});
	/** There are bytes of the text that were not read. */
	readonly isPart = $derived.by(
		() => this.content?.text != null && this.content.range.to < this.content.bytes,
	);
	readonly mayShowMore = $derived.by(() => this.isPart && this.#parts < PARTS_MAX);

	choose(mode: Mode): void {
		this.#chosen = mode;
	}

	async open(): Promise<void> {
		this.failure = undefined;
		try {
			this.#take(await readFile(this.#api, this.path));
			if (this.content?.editable) this.draft.offer(this.text);
		} catch (error) {
			this.failure = error;
		}
	}

	#take(content: FileContent): void {
		const text = asEdited(content);
		this.content = content;
		this.text = text;
		this.#savedText = text;
		this.theirs = undefined;
		this.gone = false;
		this.saveFailure = undefined;
		this.#parts = 1;
	}

	/** Reads the next part of a file that is too large to be shown at once. */
	async showMore(): Promise<void> {
		const before = this.content!;
		const next = await readOn(this.#api, before);
		if (this.content !== before) return;
		if (next.hash !== before.hash) return this.#reload();
		const range = { from: 0, to: next.text === null ? before.bytes : next.range.to };
		this.text += next.text ?? '';
		this.#savedText = this.text;
		this.content = { ...before, range };
		this.#parts += 1;
		if (next.text === null) this.note = 'The rest of this file is not text.';
	}

	edit(text: string): void {
		this.text = text;
		this.draft.keepSoon(() => this.#unsaved());
	}

	/** Puts what is unsaved where it survives this tab. */
	keepDraft(): void {
		if (this.content) this.draft.keep(this.#unsaved());
	}

	#unsaved() {
		return this.dirty ? { text: this.text, hash: this.content!.hash } : undefined;
	}

	/** Goes on from the unsaved changes of an earlier visit, and from what they were made of. */
	restoreDraft(): void {
		const { text, hash } = this.draft.takeUp();
		if (hash !== this.content!.hash) this.theirs = this.content!.hash;
		this.content = { ...this.content!, hash };
		this.text = text;
		this.choose('edit');
	}

	/** Gives up what is unsaved. */
	discard(): void {
		this.text = this.#savedText;
		this.draft.drop();
	}

	/**
	 * Saves against what was read, or against what is given. Answers whether it is on disk now.
	 *
	 * @param against hash of what may be replaced
	 */
	async save(against = this.content?.hash): Promise<boolean> {
		if (this.gone) return this.putBack();
		if (!this.content || against === undefined) return false;
		if (!this.dirty) return true;
		const { text, content } = this;
		return this.#write(async () => {
			const sent = asSaved(text, content.lineEnding);
			const saved = await this.#api.save({ path: this.path, text: sent, hash: against });
			this.content = { ...content, ...saved, range: { from: 0, to: saved.bytes } };
			this.#savedText = text;
			this.theirs = undefined;
		});
	}

	/** Replaces what somebody else put there meanwhile. */
	overwrite(): Promise<boolean> {
		return this.save(this.theirs);
	}

	/** Makes the file anew, after somebody deleted it, with the text that stands here. */
	async putBack(): Promise<boolean> {
		const { text, content } = this;
		if (!content) return false;
		return this.#write(async () => {
			await this.#api.create({ path: this.path, text: asSaved(text, content.lineEnding) });
			const fresh = await readFile(this.#api, this.path);
			this.content = fresh;
			this.#savedText = asEdited(fresh);
			this.gone = false;
		});
	}

	async #write(work: () => Promise<void>): Promise<boolean> {
		if (this.saving) return false;
		this.saving = true;
		this.saveFailure = undefined;
		try {
			await work();
			this.note = 'Saved';
			this.keepDraft();
			return true;
		} catch (error) {
			this.#explain(error);
			return false;
		} finally {
			this.saving = false;
		}
	}

	#explain(error: unknown): void {
		const data = failureData(error);
		if (data?.code === 'CONFLICT' && data.currentHash) this.theirs = data.currentHash;
		else if (data?.code === 'NOT_FOUND') this.gone = true;
		else this.saveFailure = sentenceOf(error);
	}

	/** Gives up the changes here for what is on disk. */
	async reload(): Promise<void> {
		try {
			await this.#reload();
			this.draft.drop();
		} catch (error) {
			this.#explain(error);
		}
	}

	async #reload(): Promise<void> {
		this.#take(await readFile(this.#api, this.path));
		this.note = 'Reloaded from disk';
	}

	/** What is on disk now, to be compared with what is here. */
	readTheirs(): Promise<FileContent> {
		return readFile(this.#api, this.path);
	}

	/** Goes on from what somebody else wrote, with a text that was made of both. */
	merge(theirs: FileContent, text: string): void {
		this.#take(theirs);
		this.edit(text);
	}

	/** Looks whether the file changed on disk: taken over quietly unless something here would be lost. */
	async check(): Promise<void> {
		const before = this.content;
		if (!before || this.saving) return;
		try {
			const hash = await readHash(this.#api, this.path);
			if (this.content !== before || this.saving) return;
			this.gone = false;
			if (hash === before.hash) this.theirs = undefined;
			else if (this.dirty || this.draft.offered) this.theirs = hash;
			else await this.#followDisk(before);
		} catch (error) {
			// Out of reach: the page says so elsewhere, and the next look may succeed.
			if (failureData(error)?.code === 'NOT_FOUND' && this.content === before) this.gone = true;
		}
	}

	async #followDisk(before: FileContent): Promise<void> {
		const content = await readFile(this.#api, this.path);
		if (this.content !== before || this.saving) return;
		if (this.dirty) {
			this.theirs = content.hash;
			return;
		}
		this.#take(content);
		this.note = 'Changed on disk, reloaded';
	}
}

import { failureData, sentenceOf } from '#lib/api/failure.ts';
import type { FileContent } from '#lib/api/types.ts';
import { DraftKeeper } from './draft-keeper.svelte.ts';
import type { Drafts } from './drafts.ts';
import { type FilesApi, readFile, readHash, readOn } from './files-api.ts';
import { asEdited, asSaved } from './line-ending.ts';
import { firstMode, type Mode, reasonAgainst } from './modes.ts';

/** About 16 MB together: more lines than a page can show well. */
const PARTS_MAX = 32;

/**
 * An open file: the last known state on disk, the text in the editor, and a conflict between the two. A save
 * overwrites the file only if its hash is the one that was read or compared with.
 */
export class OpenFile {
	readonly path: string;
	/** The last read; its hash is the one that the text here is based on. */
	content: FileContent | undefined = $state.raw();
	failure: unknown = $state.raw();
	/** The text in the editor, with unsaved changes. Newlines are LF. */
	text: string = $state.raw('');
	#savedText: string = $state.raw('');
	saving = $state(false);
	saveFailure: string | undefined = $state();
	/** Hash of a change on disk that came while there were unsaved changes here. */
	theirs: string | undefined = $state();
	/** There is no file at this path any more. */
	gone = $state(false);
	/** The last automatic change, for the status line. */
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
	/** The current view; `undefined` if the file can only be downloaded. */
	readonly mode = $derived.by(() => {
		if (!this.content) return undefined;
		const possible = this.#chosen && reasonAgainst(this.#chosen, this.content) === undefined;
		return possible ? this.#chosen : firstMode(this.content);
	});
	/** Some bytes of the text were not read. */
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
			// There is nothing to read in an empty file. Chosen, so that the first save does not change the view.
			if (this.content?.bytes === 0) this.choose('edit');
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

	/** Reads the next part of a file that is too large to show at once. */
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

	/** Stores the unsaved text so that it survives this tab. */
	keepDraft(): void {
		if (this.content) this.draft.keep(this.#unsaved());
	}

	#unsaved() {
		return this.dirty ? { text: this.text, hash: this.content!.hash } : undefined;
	}

	/** Restores the unsaved changes of an earlier visit, and the version that they are based on. */
	restoreDraft(): void {
		const { text, hash } = this.draft.takeUp();
		if (hash !== this.content!.hash) this.theirs = this.content!.hash;
		this.content = { ...this.content!, hash };
		this.text = text;
		this.choose('edit');
	}

	/** Discards the unsaved changes. */
	discard(): void {
		this.text = this.#savedText;
		this.draft.drop();
	}

	/**
	 * Saves if the file on disk is still the one that was read, or the given one. Returns whether it is on disk now.
	 *
	 * @param against hash of the version that may be replaced
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

	/** Replaces the newer version on disk. */
	overwrite(): Promise<boolean> {
		return this.save(this.theirs);
	}

	/** Creates the deleted file again, with the text in the editor. */
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

	/** Discards the changes here for the version on disk. */
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

	/** The current version on disk, to be compared with the text here. */
	readTheirs(): Promise<FileContent> {
		return readFile(this.#api, this.path);
	}

	/**
	 * Keeps both texts: the one given becomes a new file, and this one goes on with the version on disk.
	 *
	 * @throws the server's refusal, such as for a path that is taken; then nothing has changed
	 */
	async keepBoth({ path, text }: { path: string; text: string }): Promise<void> {
		const { content } = this;
		if (!content) return;
		await this.#api.create({ path, text: asSaved(text, content.lineEnding) });
		await this.reload();
	}

	/** Continues with the version on disk and a text merged with it. */
	merge(theirs: FileContent, text: string): void {
		this.#take(theirs);
		this.edit(text);
	}

	/** Checks whether the file changed on disk. A change is loaded at once unless it would lose unsaved text. */
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
			// Not reachable: the page reports that elsewhere, and the next check may succeed.
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

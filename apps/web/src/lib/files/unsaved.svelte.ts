/** A file with changes that are not on disk. */
export interface Holder {
	name: string;
	isDirty(): boolean;
	/** Returns whether it is now on disk. */
	save(): Promise<boolean>;
	discard(): void;
}

export type Answer = 'save' | 'discard' | 'stay';

/** The only part that knows of unsaved changes, and asks before they would be lost. */
class UnsavedWork {
	#holder: Holder | undefined;
	/** The name of the file in question, while the question is open. */
	question: string | undefined = $state();
	#answer: ((answer: Answer) => void) | undefined;

	/** Returns a function that removes it. */
	hold(holder: Holder): () => void {
		this.#holder = holder;
		return () => {
			if (this.#holder === holder) this.#holder = undefined;
		};
	}

	get exists(): boolean {
		return this.#holder?.isDirty() ?? false;
	}

	/** Asks if there are unsaved changes. Afterwards either nothing is left to lose, or the answer is no. */
	async mayLeave(): Promise<boolean> {
		const holder = this.#holder;
		if (!holder?.isDirty()) return true;
		if (this.question !== undefined) return false;
		const asked = new Promise<Answer>((resolve) => (this.#answer = resolve));
		this.question = holder.name;
		const answer = await asked;
		if (answer === 'save') return holder.save();
		if (answer === 'discard') holder.discard();
		return answer === 'discard';
	}

	answer(answer: Answer): void {
		this.question = undefined;
		this.#answer?.(answer);
	}
}

export const unsaved = new UnsavedWork();

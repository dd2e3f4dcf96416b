import { plural } from '../row-view.ts';

/** A screen reader has time to say one thing before the next. */
const SAY_EVERY_MS = 5_000;

/** What is said to those who do not see the rows come: how many, and not too often. */
export class Announcer {
	text = $state('');
	/** Counts what was said, so that the same words twice are two sayings. */
	said = $state(0);
	#waiting = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	add(rows: number): void {
		if (rows <= 0) return;
		this.#waiting += rows;
		if (this.#timer === undefined) this.#say();
	}

	#say = (): void => {
		this.#timer = undefined;
		if (this.#waiting === 0) return;
		this.text = plural(this.#waiting, 'new entry', 'new entries');
		this.said++;
		this.#waiting = 0;
		this.#timer = setTimeout(this.#say, SAY_EVERY_MS);
	};

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#waiting = 0;
		this.text = '';
	}
}

import { plural } from '../row-view.ts';

/** Time for a screen reader to read one announcement before the next. */
const SAY_EVERY_MS = 5_000;

/** Announces new rows to screen readers: how many, and not too often. */
export class Announcer {
	text = $state('');
	/** Counts announcements, so that the same text twice is announced twice. */
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

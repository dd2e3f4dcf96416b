import { bothNews, newsInWords, type News } from './news-in-words.ts';

/** Time for a screen reader to read one announcement before the next. */
const SAY_EVERY_MS = 5_000;
/** An import is announced after its last rows, … */
const QUIET_MS = 1_000;
/** … or, if there is no pause, after this long. */
const WAIT_MAX_MS = 30_000;

/** Announces new rows to screen readers: how many, and not too often. */
export class Announcer {
	text = $state('');
	/** Counts announcements, so that the same text twice is announced twice. */
	said = $state(0);
	#waiting: News | undefined;
	#waitingSinceMs = 0;
	#saidAtMs = Number.NEGATIVE_INFINITY;
	#timer: ReturnType<typeof setTimeout> | undefined;

	add(news: News): void {
		if (news.calls <= 0) return;
		if (!this.#waiting) this.#waitingSinceMs = Date.now();
		this.#waiting = this.#waiting ? bothNews(this.#waiting, news) : news;
		clearTimeout(this.#timer);
		const delayMs = this.#delayMs(this.#waiting);
		if (delayMs <= 0) this.#say();
		else this.#timer = setTimeout(this.#say, delayMs);
	}

	#delayMs({ late }: News): number {
		const now = Date.now();
		const quietMs = late === 0 ? 0 : Math.min(QUIET_MS, this.#waitingSinceMs + WAIT_MAX_MS - now);
		return Math.max(quietMs, this.#saidAtMs + SAY_EVERY_MS - now);
	}

	#say = (): void => {
		if (!this.#waiting) return;
		this.text = newsInWords(this.#waiting);
		this.said++;
		this.#saidAtMs = Date.now();
		this.#waiting = undefined;
	};

	stop(): void {
		clearTimeout(this.#timer);
		this.#waiting = undefined;
		this.text = '';
	}
}

/**
 * Notices that day files change, of all users below home, and says by how much.
 *
 * Each user's folder is watched as far as the system's limit goes. File events are hints, and some file systems have
 * none: once a second some of the folders are looked at in turn, the newest days of each, so that a change in them is
 * always found, sooner or later by how many users there are. Where the size of a day was not known before, it is told
 * that what was known of the day no longer holds, and not how much came.
 */
import { watch as watchFolder, type FSWatcher } from 'node:fs';
import type { DayChange } from '../../audit-log.ts';
import { isDay } from '../../format/day.ts';
import type { ListedDay } from '../../home.ts';
import type { Engine } from '../index/engine.ts';
import { withDayReader } from '../io/day-reader.ts';
import { FOLLOWED_DAYS_MAX } from './cursor.ts';

export interface ChangeFeed {
	/** Resolves when the state is known that changes are told from. */
	ready: Promise<void>;
	stop(): void;
}

export interface ChangeFeedOptions {
	onChange: (change: DayChange) => void;
	/** Watches a folder, or throws. */
	watch?: typeof watchFolder;
}

const LOOK_EVERY_MS = 1_000;
/** A line is seldom written alone: what comes right behind the first one is told with it. */
const LOOK_DELAY_MS = 10;
/** Looks are no closer together, so that all that they cost has a bound. */
const LOOK_PAUSE_MS = 50;
const WATCHES_MAX = 1_000;
/** Folders that are looked at in one second, whatever the watches say. */
const FOLDERS_IN_TURN_MAX = 64;
const COUNT_BYTES = 256 * 1024;
const DAY_SUFFIX = '.jsonl';
const LF = 0x0a;

type KnownFile = Pick<ListedDay, 'bytes' | 'identity'>;

interface KnownUser {
	/** Days by name; `null` for one whose size nobody has looked at. */
	days: Map<string, KnownFile | null>;
	watcher: FSWatcher | null;
}

export function createChangeFeed(
	{ home }: Pick<Engine, 'home'>,
	{ onChange, watch = watchFolder }: ChangeFeedOptions,
): ChangeFeed {
	const users = new Map<string, KnownUser>();
	/** What there is cause to look at, by user. */
	const suspects = new Map<string, Set<string>>();
	const stopping = new AbortController();
	let watches = 0;
	/** Users in the order in which they get their turn. */
	let turns: string[] = [];
	let isLooking = false;
	let isTicking = false;
	let lookedAtMs = Number.NEGATIVE_INFINITY;
	let next: NodeJS.Timeout | null = null;

	function suspect(user: string, days: readonly string[]): void {
		const known = suspects.get(user) ?? new Set();
		for (const day of days) known.add(day);
		suspects.set(user, known);
	}

	function callForLook(): void {
		if (stopping.signal.aborted) return;
		const pausedMs = performance.now() - lookedAtMs;
		next ??= setTimeout(() => void look(), Math.max(LOOK_DELAY_MS, LOOK_PAUSE_MS - pausedMs));
	}

	async function look(): Promise<void> {
		if (isLooking) {
			next = null;
			return;
		}
		isLooking = true;
		next = null;
		const now = [...suspects];
		suspects.clear();
		for (const [user, days] of now) {
			if (stopping.signal.aborted) return;
			await lookAt(user, [...days]);
		}
		lookedAtMs = performance.now();
		isLooking = false;
		if (suspects.size > 0) callForLook();
	}

	async function lookAt(user: string, days: string[]): Promise<void> {
		const known = users.get(user);
		if (!known) return;
		const found = await home.statDays(user, days).catch(() => null);
		// What can't be looked at has not vanished: it is looked at again in its turn.
		if (!found) return;
		const files = new Map(found.map((file) => [file.day, file]));
		for (const day of days) {
			const file = files.get(day);
			const change = file ? await grown(user, known, file) : vanished(user, known, day);
			if (change && !stopping.signal.aborted) onChange(change);
		}
	}

	function vanished(user: string, { days }: KnownUser, day: string): DayChange | null {
		if (!days.delete(day)) return null;
		return { user, day, bytes: 0, added: 0, late: 0, reset: true };
	}

	async function grown(
		user: string,
		known: KnownUser,
		{ day, bytes, identity, isPlain }: ListedDay,
	): Promise<DayChange | null> {
		// A link in the place of a day is none; the day that was there is gone.
		if (!isPlain) return vanished(user, known, day);
		const { days } = known;
		const before = days.get(day);
		if (before?.bytes === bytes && before.identity === identity) return null;
		days.set(day, { bytes, identity });
		const isNew = before === undefined;
		if (!isNew && (before?.identity !== identity || before.bytes > bytes)) {
			return { user, day, bytes, added: 0, late: 0, reset: true };
		}
		const added = await countLines(user, day, before?.bytes ?? 0, bytes);
		if (added === null) return { user, day, bytes, added: 0, late: 0, reset: true };
		return { user, day, bytes, added, late: 0 };
	}

	/** `null` when they can't be read. */
	async function countLines(
		user: string,
		day: string,
		from: number,
		to: number,
	): Promise<number | null> {
		const wanted = { user, day, signal: stopping.signal };
		const counting = withDayReader<number | null>(home, wanted, null, async (file) => {
			let lines = 0;
			for (let at = from; at < to; at += COUNT_BYTES) {
				const bytes = await file.read(at, Math.min(COUNT_BYTES, to - at));
				for (let end = -1; (end = bytes.indexOf(LF, end + 1)) !== -1;) lines++;
			}
			return lines;
		});
		return counting.catch(() => null);
	}

	/** Suspects the newest days, those that have come and those that have gone. */
	async function suspectIn(user: string, { days }: KnownUser): Promise<void> {
		const names = await home.dayNames(user).catch(() => null);
		if (!names) return;
		const there = new Set(names);
		const gone = [...days.keys()].filter((day) => !there.has(day));
		const come = names.filter((day) => !days.has(day));
		suspect(user, [...names.slice(0, FOLLOWED_DAYS_MAX), ...come, ...gone]);
	}

	/** A user who was there before anybody listened. */
	async function meet(user: string): Promise<void> {
		const names = await home.dayNames(user).catch(() => []);
		const known: KnownUser = { days: new Map(names.map((day) => [day, null])), watcher: null };
		users.set(user, known);
		startWatcher(user, known);
		const newest = await home.statDays(user, names.slice(0, FOLLOWED_DAYS_MAX)).catch(() => []);
		for (const { day, bytes, identity } of newest) known.days.set(day, { bytes, identity });
	}

	function startWatcher(user: string, known: KnownUser): void {
		if (known.watcher || watches >= WATCHES_MAX || stopping.signal.aborted) return;
		try {
			const path = home.watchPath(user);
			const watcher = watch(path, { persistent: false }, (event, name) => {
				// The folder's own name: it was moved or deleted, and the watch with it.
				if (event === 'rename' && name && path.endsWith(name)) stopWatcher(known);
				const day = name?.endsWith(DAY_SUFFIX) ? name.slice(0, -DAY_SUFFIX.length) : '';
				if (!isDay(day)) return;
				suspect(user, [day]);
				callForLook();
			});
			watcher.on('error', () => stopWatcher(known));
			known.watcher = watcher;
			watches++;
		} catch {
			// Looked at in its turn.
		}
	}

	function stopWatcher(known: KnownUser): void {
		if (!known.watcher) return;
		known.watcher.close();
		known.watcher = null;
		watches--;
	}

	/** Users who are new had no days before, and those who are gone have none any more. */
	async function meetNewcomers(names: string[]): Promise<void> {
		const there = new Set(names);
		for (const [user, known] of users) {
			if (there.has(user)) continue;
			stopWatcher(known);
			// The days are told first, in the look that follows.
			if (known.days.size > 0) suspect(user, [...known.days.keys()]);
			else users.delete(user);
		}
		for (const user of names.filter((name) => !users.has(name))) {
			const known: KnownUser = { days: new Map(), watcher: null };
			users.set(user, known);
			startWatcher(user, known);
			await suspectIn(user, known);
		}
	}

	async function tick(): Promise<void> {
		if (isTicking) return;
		isTicking = true;
		const names = await home.listUsers().catch(() => [...users.keys()]);
		await meetNewcomers(names);
		if (turns.length === 0) turns = [...names];
		for (const user of turns.splice(0, FOLDERS_IN_TURN_MAX)) {
			const known = users.get(user);
			if (!known) continue;
			// Its folder may have come into being since.
			startWatcher(user, known);
			await suspectIn(user, known);
		}
		callForLook();
		isTicking = false;
	}

	async function begin(): Promise<void> {
		for (const user of await home.listUsers().catch(() => [])) {
			if (stopping.signal.aborted) return;
			await meet(user);
		}
	}

	let ticking: NodeJS.Timeout | undefined;
	const ready = begin().then(() => {
		if (stopping.signal.aborted) return;
		ticking = setInterval(() => void tick(), LOOK_EVERY_MS);
	});

	return {
		ready,
		stop() {
			stopping.abort();
			clearInterval(ticking);
			if (next) clearTimeout(next);
			for (const known of users.values()) stopWatcher(known);
		},
	};
}

import type { Zone } from '../../format/time.ts';
import { isNumberStart } from './field-scanner.ts';
import { hasBytesAt } from './texts.ts';

const MINUTE_CHARS = 16;
/** One for each notation of times that the writers of a file may use. */
const MINUTES_KEPT = 4;
const [QUOTE, COLON, POINT, ZERO] = [0x22, 0x3a, 0x2e, 0x30];

/** The instant of the `ts` at `[start, end)`; `null` for a value that is not a time. */
export type ReadTime = (bytes: Buffer, start: number, end: number) => number | null;

/** The text of a time up to the minute and after the seconds, and the instant of the minute. */
interface Minute {
	text: Buffer;
	rest: Buffer;
	instant: number;
}

/** Reads consecutive times. Consecutive lines mostly have the same minute, and then only the seconds are read. */
export function createTimeReader(zone: Zone): ReadTime {
	let minutes: Minute[] = [];

	function keepMinute(ts: string): void {
		const [, text, rest = ''] = /^(.{16}):\d\d(?:\.\d{3})?(\D.*)?$/.exec(ts) ?? [];
		const instant = text === undefined ? null : zone.parse(`${text}:00${rest}`);
		// At 24:00 there is one second.
		if (text === undefined || instant === null || text.endsWith('24:00')) return;
		const minute = {
			text: Buffer.from(text, 'latin1'),
			rest: Buffer.from(rest, 'latin1'),
			instant,
		};
		minutes = [minute, ...minutes.filter((kept) => !kept.rest.equals(minute.rest))];
		minutes.length = Math.min(minutes.length, MINUTES_KEPT);
	}

	function readNumber(bytes: Buffer, start: number, end: number): number | null {
		const text = bytes.toString('latin1', start, end);
		return isNumberStart(bytes[start]!) ? zone.parse(Number(text)) : null;
	}

	return (bytes, start, end) => {
		if (bytes[start] !== QUOTE) return readNumber(bytes, start, end);
		const from = start + 1;
		const second = bytes[from + MINUTE_CHARS] === COLON ? digits(bytes, from + 17, 2) : -1;
		const hasFraction = bytes[from + 19] === POINT;
		const fraction = hasFraction ? digits(bytes, from + 20, 3) : 0;
		const rest = from + (hasFraction ? 23 : 19);
		if (second >= 0 && second <= 59 && fraction >= 0) {
			for (const minute of minutes) {
				if (minute.rest.length !== end - 1 - rest || !hasBytesAt(bytes, rest, minute.rest))
					continue;
				if (hasBytesAt(bytes, from, minute.text)) return minute.instant + second * 1000 + fraction;
			}
		}
		const text = bytes.toString('latin1', from, end - 1);
		const ts = text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
		const instant = zone.parse(ts);
		if (instant !== null) keepMinute(ts);
		return instant;
	};
}

/** -1 when there are not `count` digits. */
function digits(bytes: Buffer, start: number, count: number): number {
	let number = 0;
	for (let at = start; at < start + count; at++) {
		const digit = bytes[at]! - ZERO;
		if (!(digit >= 0 && digit <= 9)) return -1;
		number = number * 10 + digit;
	}
	return number;
}

import type { Zone } from '../../format/time.ts';
import { hasBytesAt } from './texts.ts';

/** One for each notation of times that the writers of a file may use. */
const HOURS_KEPT = 4;
const FRACTION_DIGITS_MAX = 9;
const [QUOTE, COLON, POINT, MINUS, ZERO] = [0x22, 0x3a, 0x2e, 0x2d, 0x30];
const LAST_SECOND_MS = 3_599_000;
/** The text of an hour, and what follows the seconds and their fraction. */
const HOUR = /^(.{13}):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(\D.*)?$/;

/** The instant of the `ts` at `[start, end)`; `null` for a value that is not a time. */
export type ReadTime = (bytes: Buffer, start: number, end: number) => number | null;

/** An hour of a notation of times, in which all times can be told by their minutes and seconds. */
export interface Hour {
	text: string;
	/** What follows the seconds and their fraction. */
	rest: string;
	/** Its beginning, in milliseconds since 1970. */
	instant: number;
}

/** The hour of a `ts`; `null` when it has no usual form, or a clock was changed within it. */
export function hourOf(zone: Zone, ts: string): Hour | null {
	const [, text, rest = ''] = HOUR.exec(ts) ?? [];
	const instant = text === undefined ? null : zone.parse(`${text}:00:00${rest}`);
	if (text === undefined || instant === null) return null;
	const isWhole = zone.parse(`${text}:59:59${rest}`) === instant + LAST_SECOND_MS;
	return isWhole ? { text, rest, instant } : null;
}

interface KeptHour {
	text: Buffer;
	rest: Buffer;
	instant: number;
}

/** Reads consecutive times. Consecutive lines mostly have the same hour, and then only the rest is read. */
export function createTimeReader(zone: Zone): ReadTime {
	let hours: KeptHour[] = [];

	function keepHour(ts: string): void {
		const hour = hourOf(zone, ts);
		if (!hour) return;
		const text = Buffer.from(hour.text, 'latin1');
		const rest = Buffer.from(hour.rest, 'latin1');
		hours = [
			{ text, rest, instant: hour.instant },
			...hours.filter((kept) => !kept.rest.equals(rest)),
		].slice(0, HOURS_KEPT);
	}

	function readNumber(bytes: Buffer, start: number, end: number): number | null {
		const text = bytes.toString('latin1', start, end);
		return isNumberStart(bytes[start]!) ? zone.parse(Number(text)) : null;
	}

	return (bytes, start, end) => {
		if (bytes[start] !== QUOTE) return readNumber(bytes, start, end);
		const from = start + 1;
		const seconds = secondsOfHour(bytes, from + 13);
		if (seconds !== -1) {
			let rest = from + 19;
			let fractionMs = 0;
			if (bytes[rest] === POINT) {
				const fraction = rest + 1;
				rest = endOfDigits(bytes, fraction, FRACTION_DIGITS_MAX);
				for (let at = 0; at < 3; at++) {
					fractionMs = fractionMs * 10 + (fraction + at < rest ? bytes[fraction + at]! - ZERO : 0);
				}
				if (rest === fraction) rest = end;
			}
			for (const hour of hours) {
				if (hour.rest.length !== end - 1 - rest || !hasBytesAt(bytes, rest, hour.rest)) continue;
				if (hasBytesAt(bytes, from, hour.text)) return hour.instant + seconds * 1000 + fractionMs;
			}
		}
		const text = bytes.toString('latin1', from, end - 1);
		const ts = text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
		const instant = zone.parse(ts);
		if (instant !== null) keepHour(ts);
		return instant;
	};
}

/** The seconds since the hour, from `:41:03`; -1 for anything else. */
function secondsOfHour(bytes: Buffer, at: number): number {
	if (bytes[at] !== COLON || bytes[at + 3] !== COLON) return -1;
	const minute = upTo59(bytes, at + 1);
	const second = upTo59(bytes, at + 4);
	return minute === -1 || second === -1 ? -1 : minute * 60 + second;
}

/** -1 when there are not two digits, or their number is larger. */
function upTo59(bytes: Buffer, at: number): number {
	const tens = bytes[at]! - ZERO;
	const ones = bytes[at + 1]! - ZERO;
	return tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** True for the first byte of a number in JSON. */
export function isNumberStart(byte: number): boolean {
	return byte === MINUS || (byte >= ZERO && byte <= ZERO + 9);
}

function endOfDigits(bytes: Buffer, start: number, countMax: number): number {
	let end = start;
	while (end - start < countMax && bytes[end]! >= ZERO && bytes[end]! <= ZERO + 9) end++;
	return end;
}

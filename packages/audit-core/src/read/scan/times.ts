import type { Zone } from '../../format/time.ts';

const MINUTE_CHARS = 16;
const [COLON, POINT, ZERO] = [0x3a, 0x2e, 0x30];

/** The instant of a `ts` that stands between quotes at `[start, end)`; `null` for text that is no time. */
export type ReadTime = (bytes: Buffer, start: number, end: number) => number | null;

/**
 * Reads times one after the other. Consecutive lines are nearly always of the same minute, and then only the
 * seconds are read.
 */
export function createTimeReader(zone: Zone): ReadTime {
	/** A time's text up to the minute, what stands behind its seconds, and the instant of the minute. */
	const minute = Buffer.alloc(MINUTE_CHARS);
	let offset = Buffer.alloc(0);
	let minuteMs: number | null = null;

	function inSameMinute(bytes: Buffer, from: number, to: number): number | null {
		if (minuteMs === null || !stands(bytes, from, minute) || bytes[from + 16] !== COLON)
			return null;
		const second = digits(bytes, from + 17, 2);
		const fraction = bytes[from + 19] === POINT ? digits(bytes, from + 20, 3) : 0;
		const rest = bytes[from + 19] === POINT ? from + 23 : from + 19;
		if (second < 0 || second > 59 || fraction < 0) return null;
		if (to - rest !== offset.length || !stands(bytes, rest, offset)) return null;
		return minuteMs + second * 1000 + fraction;
	}

	return (bytes, start, end) => {
		const [from, to] = [start + 1, end - 1];
		const known = inSameMinute(bytes, from, to);
		if (known !== null) return known;
		const text = bytes.toString('latin1', from, to);
		const ts = text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
		const instant = zone.parse(ts);
		const parts = /^(.{16}):\d\d(?:\.\d{3})?(\D.*)?$/.exec(ts);
		if (instant !== null && parts) {
			minute.write(parts[1]!, 'latin1');
			offset = Buffer.from(parts[2] ?? '', 'latin1');
			minuteMs = zone.parse(`${parts[1]}:00${parts[2] ?? ''}`);
		}
		return instant;
	};
}

function stands(bytes: Buffer, start: number, text: Buffer): boolean {
	for (let index = 0; index < text.length; index++) {
		if (bytes[start + index] !== text[index]) return false;
	}
	return true;
}

/** -1 where there are not so many digits. */
function digits(bytes: Buffer, start: number, count: number): number {
	let number = 0;
	for (let at = start; at < start + count; at++) {
		const digit = bytes[at]! - ZERO;
		if (!(digit >= 0 && digit <= 9)) return -1;
		number = number * 10 + digit;
	}
	return number;
}

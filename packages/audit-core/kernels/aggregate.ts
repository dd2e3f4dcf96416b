/** Counts lines by status, tool and minute. */
import { COLON, QUOTE } from './bytes';
import { endOf, scanLine, startOf } from './fields';
import { beginCount, countLine, markLine } from './survey';
import { numberOf, STATUSES, TOOLS } from './texts';

/** The fields are told in this order. */
const TS: u32 = 0;
const TOOL: u32 = 1;
const STATUS: u32 = 2;

/** Counts by the number of the tool, and in it by the number of the status: each has room for four. */
export const TOOL_COUNTS: usize = memory.data(16 * 2048);
/** The same by the minute of an hour that has a number. */
export const MINUTE_COUNTS: usize = memory.data(16 * 60 * 96);
const COUNTS_BYTES: usize = 16;
export const TOOLS_MAX: u32 = 2048;
export const HOURS_MAX: u32 = 96;
const MINUTES: u32 = 60;

/**
 * The last hours, one for each notation of times: their text (`2026-11-22T07:`), what follows the seconds and its length,
 * and the number of the hour.
 */
export const HOURS_KEPT: u32 = 4;
const HOURS: usize = memory.data(32 * 4, 16);
const HOUR_BYTES: usize = 32;
const REST: usize = 16;
const REST_LENGTH: usize = 24;
const NUMBER: usize = 28;
const MINUTE_AT: usize = 14;
const SECOND_AT: usize = 17;
const REST_AT: usize = 19;
const FRACTION_CHARS_MAX: usize = 9;
const REST_BYTES_MAX: usize = 8;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;

/**
 * Tells the number of the hour of a `ts`, in which all minutes and seconds are counted alike. The `ts` is at
 * `[start, end)`, with its quotes. False when it has an unusual form.
 */
export function addHour(slot: u32, start: usize, end: usize, number: u32): bool {
	const rest = restOf(start, end);
	if (rest == 0) return false;
	const hour = HOURS + HOUR_BYTES * slot;
	const length = end - 1 - rest;
	v128.store(hour, hourTextAt(start + 1));
	store<u64>(hour, bytesAt(rest, length), REST);
	store<u32>(hour, <u32>length, REST_LENGTH);
	store<u32>(hour, number, NUMBER);
	return true;
}

export function forgetCounts(): void {
	memory.fill(TOOL_COUNTS, 0, COUNTS_BYTES * TOOLS_MAX);
	memory.fill(MINUTE_COUNTS, 0, COUNTS_BYTES * MINUTES * HOURS_MAX);
	memory.fill(HOURS, 0, HOUR_BYTES * HOURS_KEPT);
}

/** Where `ts` goes on behind the seconds and their fraction; 0 when this is not a usual `ts`. */
function restOf(start: usize, end: usize): usize {
	const text = start + 1;
	if (end < text + REST_AT + 1 || load<u8>(start) != QUOTE) return 0;
	if (load<u8>(text + SECOND_AT - 1) != COLON) return 0;
	if (!isUpTo59(text + MINUTE_AT) || !isUpTo59(text + SECOND_AT)) return 0;
	let rest = text + REST_AT;
	if (load<u8>(rest) == POINT) {
		const first = ++rest;
		while (load<u8>(rest) - ZERO <= 9) rest++;
		if (rest == first || rest - first > FRACTION_CHARS_MAX) return 0;
	}
	return end - 1 - rest <= REST_BYTES_MAX ? rest : 0;
}

function isUpTo59(at: usize): bool {
	return load<u8>(at) - ZERO <= 5 && load<u8>(at, 1) - ZERO <= 9;
}

/** The first 16 bytes of a `ts`, without the digits of the minute. */
function hourTextAt(text: usize): v128 {
	const withoutMinute = i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0);
	return v128.and(v128.load(text), withoutMinute);
}

function bytesAt(at: usize, length: usize): u64 {
	const bytes = load<u64>(at);
	return length == 8 ? bytes : bytes & (((<u64>1) << (<u64>length * 8)) - 1);
}

/** The number of the minute among those of all hours; -1 when its hour is not known. */
function minuteOf(start: usize, end: usize): i32 {
	const rest = restOf(start, end);
	if (rest == 0) return -1;
	const length = end - 1 - rest;
	const bytes = bytesAt(rest, length);
	const text = hourTextAt(start + 1);
	for (let slot: u32 = 0; slot < HOURS_KEPT; slot++) {
		const hour = HOURS + HOUR_BYTES * slot;
		if (load<u64>(hour, REST) != bytes || load<u32>(hour, REST_LENGTH) != <u32>length) continue;
		if (v128.any_true(v128.xor(text, v128.load(hour)))) continue;
		const digits = start + 1 + MINUTE_AT;
		const minute = 10 * <u32>(load<u8>(digits) - ZERO) + <u32>(load<u8>(digits, 1) - ZERO);
		return MINUTES * load<u32>(hour, NUMBER) + minute;
	}
	return -1;
}

/**
 * Counts lines up to `end`, or up to one that is not known to be counted so. Returns where that line begins. It is a survey
 * of the lines too.
 */
export function aggregate(from: usize, end: usize, row: u32, mark: usize): usize {
	beginCount(row, mark);
	let line = from;
	while (line < end) {
		if (!markLine(line)) return line;
		const lineEnd = scanLine(line);
		if (lineEnd == 0) return line;
		const minute = minuteOf(startOf(TS), endOf(TS));
		if (minute == -1) return line;
		const tool = numberOf(TOOLS, startOf(TOOL), endOf(TOOL));
		if (tool == -1) return line;
		const status = numberOf(STATUSES, startOf(STATUS), endOf(STATUS));
		if (status == -1) return line;
		add(TOOL_COUNTS, tool, status);
		add(MINUTE_COUNTS, minute, status);
		countLine(line);
		line = lineEnd + 1;
	}
	return end;
}

function add(counts: usize, number: u32, status: u32): void {
	const count = counts + COUNTS_BYTES * number + 4 * status;
	store<u32>(count, load<u32>(count) + 1);
}

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
/** The same by the number of the bucket of time. */
export const BUCKET_COUNTS: usize = memory.data(16 * 4096);
const COUNTS_BYTES: usize = 16;
export const TOOLS_MAX: u32 = 2048;
export const BUCKETS_MAX: u32 = 4096;

/**
 * The last minutes, one for each notation of times: their text (`2026-11-22T07:41`), what follows the seconds and its
 * length, and the bucket.
 */
export const MINUTES_MAX: u32 = 4;
const MINUTES: usize = memory.data(32 * 4, 16);
const MINUTE_BYTES: usize = 32;
const REST: usize = 16;
const REST_LENGTH: usize = 24;
const BUCKET: usize = 28;
const MINUTE_CHARS: usize = 16;
const SECONDS_CHARS: usize = 3;
const FRACTION_CHARS_MAX: usize = 9;
const REST_BYTES_MAX: usize = 8;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;

/** Tells the bucket of the minute of a `ts`, whose text is at `[start, end)` with its quotes. False for an unusual one. */
export function teachMinute(slot: u32, start: usize, end: usize, bucket: u32): bool {
	const rest = restOf(start, end);
	if (rest == 0) return false;
	const minute = MINUTES + MINUTE_BYTES * slot;
	const length = end - 1 - rest;
	v128.store(minute, v128.load(start + 1));
	store<u64>(minute, bytesAt(rest, length), REST);
	store<u32>(minute, <u32>length, REST_LENGTH);
	store<u32>(minute, bucket, BUCKET);
	return true;
}

export function forgetCounts(): void {
	memory.fill(TOOL_COUNTS, 0, COUNTS_BYTES * TOOLS_MAX);
	memory.fill(BUCKET_COUNTS, 0, COUNTS_BYTES * BUCKETS_MAX);
	memory.fill(MINUTES, 0, MINUTE_BYTES * MINUTES_MAX);
}

/** What follows the seconds and their fraction; 0 when this is not a usual `ts`. */
function restOf(start: usize, end: usize): usize {
	const seconds = start + 1 + MINUTE_CHARS;
	if (end < seconds + SECONDS_CHARS + 1 || load<u8>(start) != QUOTE) return 0;
	if (load<u8>(seconds) != COLON) return 0;
	if (load<u8>(seconds, 1) - ZERO > 5 || load<u8>(seconds, 2) - ZERO > 9) return 0;
	let rest = seconds + SECONDS_CHARS;
	if (load<u8>(rest) == POINT) {
		const first = ++rest;
		while (load<u8>(rest) - ZERO <= 9) rest++;
		if (rest == first || rest - first > FRACTION_CHARS_MAX) return 0;
	}
	return end - 1 - rest <= REST_BYTES_MAX ? rest : 0;
}

function bytesAt(at: usize, length: usize): u64 {
	const bytes = load<u64>(at);
	return length == 8 ? bytes : bytes & (((<u64>1) << (<u64>length * 8)) - 1);
}

function bucketOf(start: usize, end: usize): i32 {
	const rest = restOf(start, end);
	if (rest == 0) return -1;
	const length = end - 1 - rest;
	const bytes = bytesAt(rest, length);
	const text = v128.load(start + 1);
	for (let slot: u32 = 0; slot < MINUTES_MAX; slot++) {
		const minute = MINUTES + MINUTE_BYTES * slot;
		if (load<u64>(minute, REST) != bytes || load<u32>(minute, REST_LENGTH) != <u32>length) continue;
		if (!v128.any_true(v128.xor(text, v128.load(minute)))) return load<u32>(minute, BUCKET);
	}
	return -1;
}

/**
 * Counts lines up to `end`, or up to one that is not known to be counted so. Returns where that line begins. It is a survey
 * of the lines too.
 */
export function tally(from: usize, end: usize, row: u32, mark: usize): usize {
	beginCount(row, mark);
	let line = from;
	while (line < end) {
		if (!markLine(line)) return line;
		const lineEnd = scanLine(line);
		if (lineEnd == 0) return line;
		const bucket = bucketOf(startOf(TS), endOf(TS));
		if (bucket == -1) return line;
		const tool = numberOf(TOOLS, startOf(TOOL), endOf(TOOL));
		if (tool == -1) return line;
		const status = numberOf(STATUSES, startOf(STATUS), endOf(STATUS));
		if (status == -1) return line;
		add(TOOL_COUNTS, tool, status);
		add(BUCKET_COUNTS, bucket, status);
		countLine(line);
		line = lineEnd + 1;
	}
	return end;
}

function add(counts: usize, number: u32, status: u32): void {
	const count = counts + COUNTS_BYTES * number + 4 * status;
	store<u32>(count, load<u32>(count) + 1);
}

/** Reads where the values of a line's own fields are, of those whose names JavaScript has told. */
import { COMMA, OPEN_OBJECT, QUOTE } from './bytes';
import { endOfColon, endOfLine, endOfPlain, endOfSpace, endOfValue } from './json';

const NAME_BYTES_MAX: usize = 16;
const FIELDS_MAX: u32 = 16;
/** For each length of a name, the number of the first field with such a name, with 1 added. */
const FIRST_OF_LENGTH: usize = memory.data(17);
/** For each field, the number of the next one whose name is as long, with 1 added. */
const NEXT: usize = memory.data(16);
const NAMES: usize = memory.data(16 * 16, 16);
/** For each length, 16 bytes that keep so many. */
const KEPT: usize = memory.data(16 * 17, 16);
let fields: u32 = 0;

/** Where the values of the line that was scanned last start and end; the end is 0 for a field that it does not have. */
export const PLACES: usize = memory.data(8 * 16, 16);
const PLACES_BYTES: usize = 8 * 16;

/** Lines that are longer are not scanned. */
export const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/** Tells the name of the next field, which is at `[start, end)`. */
export function addField(start: usize, end: usize): void {
	const length = end - start;
	if (fields == FIELDS_MAX || length > NAME_BYTES_MAX) unreachable();
	for (let at: usize = 0; at < length; at++) store<u8>(KEPT + 16 * length + at, 0xff);
	memory.copy(NAMES + 16 * fields, start, length);
	store<u8>(NEXT + fields, load<u8>(FIRST_OF_LENGTH + length));
	store<u8>(FIRST_OF_LENGTH + length, <u8>++fields);
}

/**
 * Where the line that begins at `start` ends, when it is certainly one plain JSON object; 0 when it has to be parsed. The
 * bytes are valid UTF-8.
 */
export function scanLine(start: usize): usize {
	if (load<u8>(start) != OPEN_OBJECT) return 0;
	forgetPlaces();
	let at = start;
	do {
		const quote = endOfSpace(at + 1);
		if (load<u8>(quote) != QUOTE) return 0;
		const nameEnd = endOfPlain(quote + 1);
		if (load<u8>(nameEnd) != QUOTE) return 0;
		const value = endOfColon(nameEnd + 1);
		if (value == 0) return 0;
		at = endOfValue(value);
		if (at == 0) return 0;
		keep(quote + 1, nameEnd, value, at);
		at = endOfSpace(at);
	} while (load<u8>(at) == COMMA);
	const end = endOfLine(at);
	return end - start > LINE_BYTES_MAX ? 0 : end;
}

function forgetPlaces(): void {
	const nothing = i8x16.splat(0);
	for (let at: usize = 0; at < PLACES_BYTES; at += 16) v128.store(PLACES + at, nothing);
}

function keep(name: usize, nameEnd: usize, start: usize, end: usize): void {
	const length = nameEnd - name;
	if (length > NAME_BYTES_MAX) return;
	let field = <u32>load<u8>(FIRST_OF_LENGTH + length);
	if (field == 0) return;
	const bytes = v128.and(v128.load(name), v128.load(KEPT + 16 * length));
	while (field != 0) {
		field--;
		if (v128.any_true(v128.xor(bytes, v128.load(NAMES + 16 * field)))) {
			field = load<u8>(NEXT + field);
			continue;
		}
		store<u32>(PLACES + 8 * field, <u32>start);
		store<u32>(PLACES + 8 * field, <u32>end, 4);
		return;
	}
}

export function startOf(field: u32): usize {
	return load<u32>(PLACES + 8 * field);
}

export function endOf(field: u32): usize {
	return load<u32>(PLACES + 8 * field, 4);
}

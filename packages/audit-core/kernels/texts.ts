/** Texts that JavaScript has told what they mean, as they are written: a tool, a status. */
export const TEXT_BYTES_MAX: usize = 64;
/** A slot: number of the text with 1 added, its length, its hash, its bytes. Empty slots have no number. */
const SLOT_BYTES: usize = 80;
const NUMBER: usize = 0;
const LENGTH: usize = 4;
const HASH: usize = 8;
const BYTES: usize = 16;

/** A table begins with the number of its slots, and how many texts are in it. */
const HEAD_BYTES: usize = 16;
const SLOTS: usize = 0;
const COUNT: usize = 4;

export const TOOLS: usize = newTable(memory.data(16 + 80 * 4096, 16), 4096);
export const STATUSES: usize = newTable(memory.data(16 + 80 * 256, 16), 256);

function newTable(table: usize, slots: u32): usize {
	store<u32>(table, slots, SLOTS);
	return table;
}

/** The number of the text at `[start, end)`; -1 for one that is not known. */
export function numberOf(table: usize, start: usize, end: usize): i32 {
	const length = end - start;
	if (length > TEXT_BYTES_MAX) return -1;
	return <i32>load<u32>(slotOf(table, start, length, hashOf(start, length)), NUMBER) - 1;
}

/** Tells the number of a text. One that is too long, or one too many, stays unknown. */
export function addText(table: usize, start: usize, end: usize, number: u32): void {
	const length = end - start;
	const count = load<u32>(table, COUNT);
	if (length > TEXT_BYTES_MAX || count >= load<u32>(table, SLOTS) / 2) return;
	const hash = hashOf(start, length);
	const slot = slotOf(table, start, length, hash);
	if (load<u32>(slot, NUMBER) == 0) store<u32>(table, count + 1, COUNT);
	store<u32>(slot, number + 1, NUMBER);
	store<u32>(slot, <u32>length, LENGTH);
	store<u32>(slot, hash, HASH);
	memory.copy(slot + BYTES, start, length);
}

export function forget(table: usize): void {
	store<u32>(table, 0, COUNT);
	memory.fill(table + HEAD_BYTES, 0, SLOT_BYTES * load<u32>(table, SLOTS));
}

/** The slot of a text, or the empty one where it belongs. */
function slotOf(table: usize, start: usize, length: usize, hash: u32): usize {
	const mask = load<u32>(table, SLOTS) - 1;
	let number = hash & mask;
	while (true) {
		const slot = table + HEAD_BYTES + SLOT_BYTES * number;
		if (load<u32>(slot, NUMBER) == 0) return slot;
		const mayBe = load<u32>(slot, HASH) == hash && load<u32>(slot, LENGTH) == <u32>length;
		if (mayBe && isEqual(slot + BYTES, start, length)) return slot;
		number = (number + 1) & mask;
	}
}

function hashOf(start: usize, length: usize): u32 {
	let hash = <u32>length;
	let at: usize = 0;
	for (; at + 4 <= length; at += 4) hash = mixed(hash, load<u32>(start + at));
	for (; at < length; at++) hash = mixed(hash, load<u8>(start + at));
	return hash ^ (hash >> 15);
}

function mixed(hash: u32, part: u32): u32 {
	return rotl<u32>((hash ^ part) * 0x9e3779b1, 13);
}

function isEqual(one: usize, other: usize, length: usize): bool {
	let at: usize = 0;
	for (; at + 8 <= length; at += 8) {
		if (load<u64>(one + at) != load<u64>(other + at)) return false;
	}
	for (; at < length; at++) if (load<u8>(one + at) != load<u8>(other + at)) return false;
	return true;
}

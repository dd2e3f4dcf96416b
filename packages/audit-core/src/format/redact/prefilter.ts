/**
 * A fast test for bytes that contain none of many literals. Three bytes at every second offset are looked up in a
 * small table. The table has two consecutive triples of every literal, so that one of them is met wherever the
 * literal begins; only there the literal is compared. Most lines contain no literal, and pass several times as
 * fast as if every byte were read. Upper and lower case are equal; beyond ASCII, the case must be the literal's.
 */
import type { Literal } from './literal.ts';

/** True when the first `length` bytes contain one of the literals. The buffer must have two more bytes. */
export type SecretPrefilter = (bytes: Uint8Array, length: number) => boolean;

/** Letters are 1 to 26; 0 is any other byte. */
const CLASSES = 32;
const LETTER_MAX = 26;
const DIGIT = 27;
const HYPHEN = 29;
const PUNCTUATION: Readonly<Record<string, number>> = { _: 28, '-': HYPHEN, ':': 30, '/': 30 };
/** Bytes of characters beyond ASCII. */
const BEYOND_ASCII = 31;
/** From frequent to rare in English and in code. */
const FREQUENT = 'etaoinsrlhdcu_pmgfbywvk-/:xjqz';

interface Candidate {
	/** The literal's bytes in lower case. */
	wanted: Uint8Array;
	endsWord: boolean;
	/** At least so many letters, digits and hyphens follow. */
	run: number;
	/** Offset of the triple in the literal. */
	offset: number;
}

export function createSecretPrefilter(literals: readonly Literal[]): SecretPrefilter {
	const classOf = Uint8Array.from({ length: 256 }, (_, byte) => toClass(byte));
	const candidates: Candidate[][] = [[]];
	const bucketOf = new Uint16Array(CLASSES ** 3);

	function want(triple: readonly number[], candidate: Candidate): void {
		const at = indexOf(triple[0]!, triple[1]!, triple[2]!);
		if (bucketOf[at] === 0) bucketOf[at] = candidates.push([]) - 1;
		candidates[bucketOf[at]!]!.push(candidate);
	}

	for (const { text, endsWord = false, run = 0 } of literals) {
		const wanted = Buffer.from(text).map(lower);
		const classes = Array.from(wanted, toClass);
		const first = rarestPair(text);
		for (const offset of [first, first + 1]) {
			const triple = classes.slice(offset, offset + 3);
			const candidate = { wanted, endsWord, run, offset };
			if (triple.length === 3) want(triple, candidate);
			// A literal of three characters ends within its second triple: any class may follow.
			else for (let any = 0; any < CLASSES; any++) want([...triple, any], candidate);
		}
	}

	function isThere(bucket: number, bytes: Uint8Array, at: number, length: number): boolean {
		return candidates[bucket]!.some(({ wanted, endsWord, run, offset }) => {
			const start = at - offset;
			const end = start + wanted.length;
			if (start < 0 || end + run > length) return false;
			if (endsWord && isLetter(classOf[bytes[end]!]!)) return false;
			for (let index = 0; index < run; index++) {
				if (!isWord(classOf[bytes[end + index]!]!)) return false;
			}
			return wanted.every((byte, index) => lower(bytes[start + index]!) === byte);
		});
	}

	return (bytes, length) => {
		let first = classOf[bytes[0]!]!;
		for (let at = 0; at < length; at += 2) {
			const second = classOf[bytes[at + 1]!]!;
			const third = classOf[bytes[at + 2]!]!;
			const bucket = bucketOf[indexOf(first, second, third)]!;
			if (bucket !== 0 && isThere(bucket, bytes, at, length)) return true;
			first = third;
		}
		return false;
	};
}

function indexOf(first: number, second: number, third: number): number {
	return (first * CLASSES + second) * CLASSES + third;
}

/** Offset of the two triples that occur least often in ordinary text. */
function rarestPair(literal: string): number {
	let best = 0;
	if (Buffer.byteLength(literal) !== literal.length) return best;
	for (let offset = 1; offset + 4 <= literal.length; offset++) {
		if (rarity(literal, offset) > rarity(literal, best)) best = offset;
	}
	return best;
}

function rarity(literal: string, offset: number): number {
	const triple = (from: number) =>
		[...literal.slice(from, from + 3)].reduce((sum, char) => sum + rank(char), 0);
	return Math.min(triple(offset), triple(offset + 1));
}

function rank(char: string): number {
	const index = FREQUENT.indexOf(char.toLowerCase());
	return index === -1 ? FREQUENT.length / 2 : index;
}

function toClass(byte: number): number {
	if (byte > 0x7f) return BEYOND_ASCII;
	const char = String.fromCharCode(byte).toLowerCase();
	if (char >= 'a' && char <= 'z') return char.charCodeAt(0) - 0x60;
	if (char >= '0' && char <= '9') return DIGIT;
	return PUNCTUATION[char] ?? 0;
}

function lower(byte: number): number {
	return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function isWord(kind: number): boolean {
	return kind >= 1 && kind <= HYPHEN;
}

function isLetter(kind: number): boolean {
	return kind >= 1 && kind <= LETTER_MAX;
}

/** Texts that a kernel looks for in lines, whatever is written around them. */
import { isError } from '../../format/foreign.ts';
import type { Kernels } from './kernels.ts';

/** Finds the next place in `[from, end)`; -1 when there is none. */
export type Find = (from: number, end: number) => number;

/** Made ready for the kernels of one scan. Needles have numbers from 0 on. */
export type Needle = (kernels: Kernels, number: number) => Find;

export const NEEDLES_MAX = 256;
/** A part of a longer text is looked for. */
const NEEDLE_BYTES_MAX = 64;
const CASE_BIT = 0x20;
/** From the most to the least frequent characters in JSON and English. */
const FREQUENT_FIRST = Buffer.from(' etaoin"srhldcu:,mfpgwybv.-_0123456789()[]{}kxjzq');

export function exactNeedle(text: string): Needle {
	const bytes = Buffer.from(text).subarray(0, NEEDLE_BYTES_MAX);
	return needleOf(bytes, new Uint8Array(bytes.length));
}

/** For text that JSON does not escape, in upper and lower case. */
export function foldedNeedle(text: string): Needle {
	const bytes = Buffer.from(text.toLowerCase(), 'latin1').subarray(0, NEEDLE_BYTES_MAX);
	return needleOf(
		bytes,
		bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? CASE_BIT : 0)),
	);
}

function needleOf(bytes: Uint8Array, cases: Uint8Array): Needle {
	const [one, other = one] = rarestFirst(bytes);
	return ({ memory, addresses, find }, number) => {
		const at = addresses.NEEDLES + 2 * NEEDLE_BYTES_MAX * number;
		memory.set(bytes, at);
		memory.set(cases, at + NEEDLE_BYTES_MAX);
		return (from, end) => find(number, bytes.length, one!, other!, from, end);
	};
}

/** The places of the bytes, that of the rarest one first. */
function rarestFirst(bytes: Uint8Array): number[] {
	const rank = (byte: number) => FREQUENT_FIRST.indexOf(byte) >>> 0;
	return [...bytes.keys()].sort((one, other) => rank(bytes[other]!) - rank(bytes[one]!));
}

/**
 * The next field `status`, at any depth, whose value is wanted. A kernel passes over values that it was told: one pass finds
 * all words for a status, however many there are.
 */
export function statusNeedle(isWanted: (value: string | boolean) => boolean): Needle {
	return (kernels) => {
		const { memory, addresses } = kernels;
		kernels.forget(addresses.STATUSES);

		return (from, end) => {
			for (let at = from; ;) {
				const hit = kernels.findStatus(at, end);
				if (hit === -1) return -1;
				const [start, valueEnd] = [kernels.result('statusStart'), kernels.result('statusEnd')];
				const value = parsed(memory.toString('utf8', start, valueEnd));
				// What is written in an unusual way is read with its line.
				if (value === undefined || isWanted(value)) return hit;
				kernels.addText(addresses.STATUSES, start, valueEnd, 0);
				at = hit + 1;
			}
		};
	};
}

function parsed(json: string): string | boolean | undefined {
	try {
		return JSON.parse(json) as string | boolean;
	} catch (error) {
		if (!isError(error)) throw error;
		return undefined;
	}
}

/** Where a line may hold any text: see kernels/find.ts. */
export function findOdd(kernels: Kernels, isForeignWanted: boolean): Find {
	return (from, end) => kernels.findOdd(from, end, Number(isForeignWanted));
}

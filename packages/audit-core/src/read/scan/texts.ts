const SLOTS = 1024;
const TEXT_BYTES_MAX = 64;

/** The text of the bytes `[start, end)`, which are UTF-8. */
export type ReadText = (bytes: Buffer, start: number, end: number) => string;

/** Reads texts that are often equal: each different one is decoded once. */
export function createTextReader(): ReadText {
	const known = new Array<{ bytes: Buffer; text: string } | undefined>(SLOTS);

	return (bytes, start, end) => {
		if (end - start > TEXT_BYTES_MAX) return bytes.toString('utf8', start, end);
		let hash = 0;
		for (let at = start; at < end; at++) hash = (hash * 31 + bytes[at]!) | 0;
		const slot = hash & (SLOTS - 1);
		const kept = known[slot];
		if (kept && kept.bytes.length === end - start && hasBytesAt(bytes, start, kept.bytes))
			return kept.text;
		const text = bytes.toString('utf8', start, end);
		known[slot] = { bytes: Buffer.from(bytes.subarray(start, end)), text };
		return text;
	};
}

/** True when the text's bytes are at `start`. */
export function hasBytesAt(bytes: Buffer, start: number, text: Buffer): boolean {
	for (let index = 0; index < text.length; index++) {
		if (bytes[start + index] !== text[index]) return false;
	}
	return true;
}

import { isUtf8 } from 'node:buffer';

/** Bytes as text for people: what is not UTF-8 is shown as `\xNN`. */
export function rawText(bytes: Uint8Array): string {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (isUtf8(buffer)) return buffer.toString('utf8');
	let text = '';
	for (let at = 0; at < buffer.length;) {
		const length = sequenceLength(buffer, at);
		text += length === 0 ? hex(buffer[at]!) : buffer.toString('utf8', at, at + length);
		at += Math.max(length, 1);
	}
	return text;
}

/** Length of the UTF-8 sequence at `at`; 0 when none begins there. */
function sequenceLength(bytes: Buffer, at: number): number {
	const longest = Math.min(4, bytes.length - at);
	for (let length = 1; length <= longest; length++) {
		if (isUtf8(bytes.subarray(at, at + length))) return length;
	}
	return 0;
}

function hex(byte: number): string {
	return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/**
 * The ids of the calls in a day's file, from the bytes of its lines. The recorder writes `call_id` and `source` behind the
 * arguments and the result. So a line is parsed only when its end does not tell. Names are read as the recorder writes
 * them: without escapes, and once.
 */
import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import * as json from './json-bytes.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt } from './walk-lines.ts';

/** Ids of calls by the source that told of them; without a source, under the empty one. */
export type CallIds = Map<string, IdSet>;

const NAME = Buffer.from('"call_id"');
const SOURCE = Buffer.from('"source":"');
/** By how many bytes the numbers behind the name may be longer or shorter than in the line before. */
const DISTANCE_SLACK = 4;
const LF = 0x0a;
const COLON = 0x3a;

/** Of captured calls. Others are longer or have no id: then the set has more room than it needs. */
const LINE_BYTES_USUAL = 400;

/** `bytes` is how much will be read. */
export function createCallsVisitor(calls: CallIds, bytes: number): LineVisitor {
	/** How far the name of the last id was from the end of its line. What follows it has about the same length everywhere. */
	let nameDistance = 0;
	/** The last source: its bytes with name and quotes, how far behind the id they were, and its ids. */
	let last = { bytes: Buffer.alloc(0), distance: 0, ids: createIdSet() };

	function idsOf(source: string): IdSet {
		const known = calls.get(source);
		if (known) return known;
		// Most days have one source.
		const ids = createIdSet(calls.size === 0 ? bytes / LINE_BYTES_USUAL : 0);
		calls.set(source, ids);
		return ids;
	}

	function visitRow({ parsed }: RawRow): void {
		if ('damage' in parsed) return;
		const { call_id: id, source } = parsed.object;
		if (typeof id !== 'string') return;
		const bytes = Buffer.from(id);
		idsOf(typeof source === 'string' ? source : '').add(bytes, 0, bytes.length);
	}

	function visitLine(line: Line): void {
		for (const row of rowsOf(line)) visitRow(row);
	}

	/** Where the name is about as far from the end of its line as the last one; -1 when it is not. */
	function guessName(bytes: Buffer, start: number, end: number): number {
		const to = Math.min(end, end - nameDistance + DISTANCE_SLACK);
		for (let at = Math.max(start, end - nameDistance - DISTANCE_SLACK); at < to; at++) {
			if (hasBytesAt(bytes, at, NAME)) return at;
		}
		return -1;
	}

	/**
	 * Reads the id whose name is at `name`, if that is certainly the name of the entry's own field: one brace follows it,
	 * at the end of the line, and quotes in strings are escaped. `end` is that of the line, without its newline.
	 */
	function readId(bytes: Buffer, name: number, end: number): boolean {
		const quote = name + NAME.length + 1;
		if (bytes[quote - 1] !== COLON) return false;
		const idEnd = json.endOfPlainString(bytes, quote) - 1;
		if (idEnd < 0) return false;
		const close = bytes.indexOf(json.CLOSE_OBJECT, idEnd);
		if (close !== end - 1) return false;
		let source = idEnd + last.distance;
		if (last.distance === 0 || !hasBytesAt(bytes, source, last.bytes)) {
			source = bytes.subarray(idEnd, close).indexOf(SOURCE) + idEnd;
			if (source < idEnd) return false;
			const sourceEnd = json.endOfPlainString(bytes, source + SOURCE.length - 1);
			if (sourceEnd === -1) return false;
			const text = bytes.toString('utf8', source + SOURCE.length, sourceEnd - 1);
			const own = Buffer.from(bytes.subarray(source, sourceEnd));
			last = { bytes: own, distance: source - idEnd, ids: idsOf(text) };
		}
		last.ids.add(bytes, quote + 1, idEnd);
		nameDistance = end - name;
		return true;
	}

	return {
		block({ bytes, offset }) {
			for (let start = 0; start < bytes.length;) {
				let end = bytes.indexOf(LF, start);
				let name = guessName(bytes, start, end);
				if (name === -1) {
					name = bytes.indexOf(NAME, start);
					if (name === -1) return;
					if (name > end) {
						start = bytes.lastIndexOf(LF, name) + 1;
						end = bytes.indexOf(LF, name);
					}
				}
				const isPlain = bytes[start] === json.OPEN_OBJECT && readId(bytes, name, end);
				if (!isPlain) visitLine(lineAt(bytes, offset, start, end));
				start = end + 1;
			}
		},
		line: visitLine,
	};
}

function hasBytesAt(bytes: Buffer, start: number, wanted: Buffer): boolean {
	for (let index = 0; index < wanted.length; index++) {
		if (bytes[start + index] !== wanted[index]) return false;
	}
	return true;
}

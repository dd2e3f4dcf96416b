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
const LF = 0x0a;
const COLON = 0x3a;

/** Of captured calls. Others are longer or have no id: then the set has more room than it needs. */
const LINE_BYTES_USUAL = 400;

/** `bytes` is how much will be read. */
export function createCallsVisitor(calls: CallIds, bytes: number): LineVisitor {
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

	/**
	 * Reads the id whose name is at `name`, if that is certainly the name of the entry's own field: one brace follows it,
	 * at the end of the line, and quotes in strings are escaped. Returns the end of the line, or -1.
	 */
	function readId(bytes: Buffer, name: number): number {
		const quote = name + NAME.length + 1;
		if (bytes[quote - 1] !== COLON) return -1;
		const idEnd = json.endOfPlainString(bytes, quote) - 1;
		if (idEnd < 0) return -1;
		const close = bytes.indexOf(json.CLOSE_OBJECT, idEnd);
		if (bytes[close + 1] !== LF) return -1;
		let source = idEnd + last.distance;
		if (last.distance === 0 || !hasBytesAt(bytes, source, last.bytes)) {
			source = bytes.subarray(idEnd, close).indexOf(SOURCE) + idEnd;
			if (source < idEnd) return -1;
			const sourceEnd = json.endOfPlainString(bytes, source + SOURCE.length - 1);
			if (sourceEnd === -1) return -1;
			const text = bytes.toString('utf8', source + SOURCE.length, sourceEnd - 1);
			const own = Buffer.from(bytes.subarray(source, sourceEnd));
			last = { bytes: own, distance: source - idEnd, ids: idsOf(text) };
		}
		last.ids.add(bytes, quote + 1, idEnd);
		return close + 1;
	}

	return {
		block(bytes, offset) {
			for (let name = bytes.indexOf(NAME); name !== -1;) {
				let end = readId(bytes, name);
				if (end === -1) {
					end = bytes.indexOf(LF, name);
					visitLine(lineAt(bytes, offset, bytes.lastIndexOf(LF, name) + 1, end));
				}
				name = bytes.indexOf(NAME, end);
			}
		},
		long: visitLine,
	};
}

function hasBytesAt(bytes: Buffer, start: number, wanted: Buffer): boolean {
	for (let index = 0; index < wanted.length; index++) {
		if (bytes[start + index] !== wanted[index]) return false;
	}
	return true;
}

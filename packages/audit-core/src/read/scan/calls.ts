/**
 * The ids of the calls in a day's file, from the bytes of its lines. A line is parsed only when its end does not tell: the
 * recorder writes `call_id` and `source` behind the arguments and the result, so the last few fields are read, and the
 * name of a field there is that of the entry's own if all that follows is closed by one brace.
 */
import { isUtf8 } from 'node:buffer';
import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import * as json from './json-bytes.ts';
import { createTextReader } from './texts.ts';
import type { LineVisitor } from './visit-lines.ts';
import { createOneRowTest, lineAt } from './walk-lines.ts';

/** Ids of calls by the source that told of them; without a source, under the empty one. */
export type CallIds = Map<string, Set<string>>;

const NAME = Buffer.from('"call_id"');
/** JSON may write any letter of the name so. */
const ESCAPED = Buffer.from('\\u00');
const LF = 0x0a;

export function createCallsVisitor(calls: CallIds): LineVisitor {
	const readSource = createTextReader();

	function add(source: string, id: string): void {
		const known = calls.get(source);
		if (known) known.add(id);
		else calls.set(source, new Set([id]));
	}

	function visitRow({ parsed }: RawRow): void {
		if ('damage' in parsed) return;
		const { call_id: id, source } = parsed.object;
		if (typeof id === 'string') add(typeof source === 'string' ? source : '', id);
	}

	/** The fields from `start`, where one's name begins, up to the end of the line. False when only a parser can tell. */
	function readEnd(bytes: Buffer, start: number, end: number): boolean {
		let id: string | null = null;
		let source: string | null = null;
		let at = start;
		for (;;) {
			const nameEnd = json.endOfPlainString(bytes, at);
			const value = nameEnd === -1 ? -1 : json.endOfColon(bytes, nameEnd);
			const valueEnd = value === -1 ? -1 : json.endOfValue(bytes, value);
			if (valueEnd === -1) return false;
			const isId = isTextAt(bytes, at, '"call_id"');
			if (isId || isTextAt(bytes, at, '"source"')) {
				// Not text, or with escapes.
				if (json.endOfPlainString(bytes, value) !== valueEnd) return false;
				if (isId) id = bytes.toString('utf8', value + 1, valueEnd - 1);
				else source = readSource(bytes, value + 1, valueEnd - 1);
			}
			at = json.endOfSpace(bytes, valueEnd);
			if (bytes[at] !== json.COMMA) break;
			at = json.endOfSpace(bytes, at + 1);
		}
		if (bytes[at] !== json.CLOSE_OBJECT || json.endOfSpace(bytes, at + 1) !== end) return false;
		if (id === null || source === null) return false;
		add(source, id);
		return true;
	}

	function visitLine(line: Line): void {
		for (const row of rowsOf(line)) visitRow(row);
	}

	return {
		block(bytes, offset) {
			const isText = isUtf8(bytes);
			const isOneRow = createOneRowTest(bytes, offset);
			let name = bytes.indexOf(NAME);
			let escaped = bytes.indexOf(ESCAPED);
			while (name !== -1 || escaped !== -1) {
				const first = name === -1 ? escaped : escaped === -1 ? name : Math.min(name, escaped);
				const [start, end] = [bytes.lastIndexOf(LF, first) + 1, bytes.indexOf(LF, first)];
				const isPlain = isText && (escaped === -1 || escaped >= end);
				const isRead = isPlain && isOneRow(start, end) && readEnd(bytes, name, end);
				if (!isRead) visitLine(lineAt(bytes, offset, start, end));
				if (name !== -1 && name < end) name = bytes.indexOf(NAME, end);
				if (escaped !== -1 && escaped < end) escaped = bytes.indexOf(ESCAPED, end);
			}
		},
		long: visitLine,
	};
}

function isTextAt(bytes: Buffer, start: number, text: string): boolean {
	for (let index = 0; index < text.length; index++) {
		if (bytes[start + index] !== text.charCodeAt(index)) return false;
	}
	return true;
}

/** The ids of the calls in a day's file. */
import { isUtf8 } from 'node:buffer';
import { rowsOf, type Line } from '../../format/row.ts';
import { createFieldScanner } from './field-scanner.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { Kernels } from './kernels.ts';
import { createTextReader } from './texts.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt } from './walk-lines.ts';

/** Ids of calls by the source that told of them; without a source, under the empty one. */
export type CallIds = Map<string, IdSet>;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
/** Of captured calls. Others are longer or have no id: then the set has more room than it needs. */
const LINE_BYTES_USUAL = 400;

/** `bytes` is how much will be read. */
export function createCallsVisitor(kernels: Kernels, calls: CallIds, bytes: number): LineVisitor {
	const { memory } = kernels;
	const scanner = createFieldScanner(kernels, () => null, createTextReader());

	function idsOf(source: string): IdSet {
		const known = calls.get(source);
		if (known) return known;
		// Most days have one source.
		const ids = createIdSet(calls.size === 0 ? bytes / LINE_BYTES_USUAL : 0);
		calls.set(source, ids);
		return ids;
	}

	function visitLine(line: Line): void {
		for (const { parsed } of rowsOf(line)) {
			if ('damage' in parsed) continue;
			const { call_id: id, source } = parsed.object;
			if (typeof id !== 'string') continue;
			const bytes = Buffer.from(id);
			idsOf(typeof source === 'string' ? source : '').add(bytes, 0, bytes.length);
		}
	}

	/** Reads the id of the line that was scanned. False when it has to be parsed. */
	function readId(): boolean {
		const { start, end } = scanner.bytesOf('call_id');
		if (end === 0 || memory[start] !== QUOTE) return true;
		if (memory.subarray(start, end).includes(BACKSLASH)) return false;
		idsOf(scanner.source() ?? '').add(memory, start + 1, end - 1);
		return true;
	}

	return {
		block(block) {
			const { start, end } = block;
			const isText = isUtf8(memory.subarray(start, end));
			for (let line = start; line < end;) {
				const scanned = isText ? scanner.scan(line) : 0;
				const lineEnd = scanned || kernels.lineEnd(line);
				if (scanned === 0 || !readId()) visitLine(lineAt(block, line, lineEnd));
				line = lineEnd + 1;
			}
		},
		line: visitLine,
	};
}

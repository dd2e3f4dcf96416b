/** One line's bytes as an entry, by any writer and in any notation, or the reason why it is not one (docs/format.md §5). */
import { isObject, parseExactly, type ParsedObject } from './numbers.ts';
import { parseLine, type ParsedLine, type ParseOptions } from './line.ts';
import { readObject } from './read-shape.ts';
import type { ShapeName } from './shapes.ts';
import { utf16Line } from './utf16.ts';

export type ReadLine = ParsedLine & {
	/** The entry is that of another program, read by this shape. */
	shape?: ShapeName;
	isUtf16?: true;
};

const COMMA = 0x2c;
const SPACE = 0x20;

export function readLine(line: Buffer, options: ParseOptions = {}): ReadLine {
	const parsed = parseLine(line, options);
	if ('object' in parsed) return read(parsed.object, options);
	const withoutComma = beforeComma(line);
	if (withoutComma) {
		const item = parseLine(withoutComma, options);
		return 'object' in item ? read(item.object, options) : parsed;
	}
	const text = utf16Line(line);
	if (text === null) return line[0] === 0 ? behindZero(line, parsed, options) : parsed;
	const decoded = readLine(Buffer.from(text.replaceAll('\0', '\ufffd')), options);
	return 'object' in decoded || text.startsWith('{') ? { ...decoded, isUtf16: true } : parsed;
}

/** The newline of a line in UTF-16 before this one has left its zero byte. */
function behindZero(line: Buffer, parsed: ReadLine, options: ParseOptions): ReadLine {
	const rest = readLine(line.subarray(1), options);
	return 'object' in rest ? rest : parsed;
}

function read(object: ParsedObject, { numberOf }: ParseOptions): ReadLine {
	return readObject(object, (text) => {
		try {
			const value = parseExactly(text, numberOf);
			return isObject(value) ? value : null;
		} catch {
			return null;
		}
	});
}

/** An item of a list without the comma behind it; `null` when there is none. */
function beforeComma(line: Buffer): Buffer | null {
	let end = line.length;
	while (end > 0 && line[end - 1]! <= SPACE) end--;
	return end > 0 && line[end - 1] === COMMA ? line.subarray(0, end - 1) : null;
}

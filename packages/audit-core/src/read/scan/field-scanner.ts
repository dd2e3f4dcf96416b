/**
 * The fields that counting and filtering need, read from a line's bytes without parsing the rest: many times as
 * fast as parsing. A line is scanned only if it is certainly one plain JSON object; any other line has to be
 * parsed.
 */
import { statusNamed } from '../../format/status.ts';
import { SCANNED_FIELDS, type Kernels } from './kernels.ts';
import type { RowFields } from './row-fields.ts';
import { hasBytesAt, type ReadText } from './texts.ts';
import { isNumberStart, type ReadTime } from './times.ts';

type ScannedField = (typeof SCANNED_FIELDS)[number];

const QUOTE = 0x22;
const NULL_START = 'null'.charCodeAt(0);
const [OK, TRUE, FALSE] = ['"ok"', 'true', 'false'].map((json) => Buffer.from(json));

/** The bytes of a value, with its quotes; `end` is 0 for a field that is missing. */
export interface ValueBytes {
	start: number;
	end: number;
}

export interface FieldScanner extends RowFields {
	/**
	 * Where the line ends that begins at `start`, when it was scanned: the fields are now those of this line. 0 for a line
	 * that has to be parsed. The line has its newline, and is valid UTF-8.
	 */
	scan(start: number): number;
	bytesOf(field: ScannedField): ValueBytes;
}

export function createFieldScanner(
	{ memory, words, addresses, scanLine }: Kernels,
	readTime: ReadTime,
	readText: ReadText,
): FieldScanner {
	const places = addresses.PLACES / 4;
	const placeOf = Object.fromEntries(
		SCANNED_FIELDS.map((field, number) => [field, places + 2 * number]),
	) as Record<ScannedField, number>;
	const { ts, tool, status } = placeOf;

	/** False for a field that is missing, `null` or empty, as the shapes of other programs see it. */
	function isGiven(place: number): boolean {
		const [start, end] = [words[place]!, words[place + 1]!];
		const isEmpty = end - start === 2 && memory[start] === QUOTE;
		return end > 0 && !isEmpty && memory[start] !== NULL_START;
	}

	function textAt(place: number): string | null {
		const [start, end] = [words[place]!, words[place + 1]!];
		if (end === 0 || memory[start] !== QUOTE) return null;
		const text = readText(memory, start + 1, end - 1);
		return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
	}

	function numberAt(place: number): number | null {
		const [start, end] = [words[place]!, words[place + 1]!];
		if (end === 0 || !isNumberStart(memory[start]!)) return null;
		const number = Number(memory.toString('latin1', start, end));
		return Number.isFinite(number) ? number : null;
	}

	return {
		scan(start) {
			const end = scanLine(start);
			// Without these it may be the line of another program, which is read by its shape.
			return end !== 0 && isGiven(ts) && isGiven(tool) ? end : 0;
		},
		bytesOf(field) {
			const place = placeOf[field];
			return { start: words[place]!, end: words[place + 1]! };
		},
		status() {
			const [start, end] = [words[status]!, words[status + 1]!];
			if (end === 0) return 'other';
			if (end - start === OK!.length && hasBytesAt(memory, start, OK!)) return 'ok';
			if (hasBytesAt(memory, start, TRUE!)) return statusNamed(true);
			if (hasBytesAt(memory, start, FALSE!)) return statusNamed(false);
			return statusNamed(textAt(status));
		},
		instant: () => readTime(memory, words[ts]!, words[ts + 1]!),
		tool: () => textAt(tool),
		session: () => textAt(placeOf.session),
		agent: () => textAt(placeOf.agent),
		source: () => textAt(placeOf.source),
		deniedBy: () => textAt(placeOf.denied_by),
		durationMs: () => numberAt(placeOf.duration_ms),
	};
}

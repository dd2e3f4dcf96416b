/**
 * Finds the lines that may match a filter, by their bytes. The lines that it passes are parsed and matched. The
 * lines that it drops can't match, whatever wrote them: JSON may write any letter as `\u00NN`, so a line with such
 * an escape passes, and so does one in UTF-16. Other programs have other names for the fields, and other values for a
 * status: unless a text is searched, a line that does not begin like those of a recorder passes.
 */
import { partsBehind } from '../../format/compose.ts';
import { foldCase, foldText } from '../../format/fold-case.ts';
import type { Filter } from '../../format/filter.ts';
import { statusNamed } from '../../format/status.ts';
import type { Kernels } from './kernels.ts';
import {
	exactNeedle,
	foldedNeedle,
	NEEDLES_MAX,
	findOdd,
	statusNeedle,
	type Needle,
} from './needle.ts';
import type { KnownLines, LineBlock, VisitLine } from './walk-lines.ts';

/** Calls back for every line of a block that may match. */
export type LinePrefilter = (block: LineBlock, visit: VisitLine) => void;

const UNKNOWN: KnownLines = { foreignLines: Infinity, oddPlaces: null };
/** Searching for more values than this costs more than parsing every line. */
const VALUES_MAX = 8;
/**
 * Characters that JSON only escapes as `\u00NN`. Without the space, because a tool may be put together of two values, and
 * without JSON's own marks, because a result may be an object, which each program writes with its own spaces.
 */
const PLAIN = /[!#-+\-.0-9;-Z^-z|~]+/g;
const CODE_POINT_MAX = 0x1ffff;

/** Makes a prefilter for the kernels of one scan; `null` when every line may match. */
export function createLinePrefilter(
	filter: Filter,
	knownBefore?: KnownLines,
): ((kernels: Kernels) => LinePrefilter) | null {
	const texts = textNeedles(filter);
	const needles = texts ?? fieldNeedles(filter);
	if (!needles || needles.length > NEEDLES_MAX) return null;

	/** What has to be looked for besides the filter's own needles. */
	function othersOf({ foreignLines, oddPlaces }: KnownLines): 'foreign' | 'odd' | null {
		if (!texts && foreignLines > 0) return 'foreign';
		return oddPlaces === 0 ? null : 'odd';
	}

	return (kernels) => {
		const own = needles.map((needle, number) => needle(kernels, number));
		const others = { foreign: findOdd(kernels, true), odd: findOdd(kernels, false) };
		return ({ start, end, known = knownBefore ?? UNKNOWN }, visit) => {
			const other = othersOf(known);
			const finds = other ? [...own, others[other]] : own;
			const hits = finds.map((find) => ({ find, at: find(start, end) }));
			for (let from = start; ;) {
				let first = -1;
				for (const hit of hits) {
					if (hit.at !== -1 && hit.at < from) hit.at = from < end ? hit.find(from, end) : -1;
					if (hit.at !== -1 && (first === -1 || hit.at < first)) first = hit.at;
				}
				if (first === -1) return;
				const lineEnd = kernels.lineEnd(first);
				visit(kernels.lineStart(first, from), lineEnd);
				from = lineEnd + 1;
			}
		};
	};
}

/** Needles for one part of the filter, the one that probably drops most lines; `null` when none can be searched for. */
function fieldNeedles(filter: Filter): Needle[] | null {
	return (
		denierNeedles(filter) ??
		valueNeedles(filter.session ?? filter.tool) ??
		statusNeedles(filter) ??
		// Often all entries of a day have the same ones.
		valueNeedles(filter.agent ?? filter.source)
	);
}

/** Needles for the filter's text; `null` when none can be searched for. */
function textNeedles({ text, regex }: Filter): Needle[] | null {
	// Half of a pair of surrogates is no byte of UTF-8, and the parse finds it in whole ones.
	if (text === undefined || regex || !text.isWellFormed()) return null;
	const plain = longest(foldText(text).match(PLAIN));
	if (plain) return [foldedNeedle(plain)];
	const nonAscii = /[^\0-\x7f]/u.exec(foldText(text))?.[0];
	if (!nonAscii) return null;
	return [nonAscii, ...partsBehind(nonAscii)].flatMap(equalsOf).flatMap(formsOf);
}

function longest(texts: string[] | null): string | null {
	return texts && texts.reduce((best, text) => (text.length > best.length ? text : best));
}

/** All characters that fold to the same one. */
function equalsOf(char: string): string[] {
	const folded = foldCase(char);
	return [folded, ...(foldingTo().get(folded) ?? [])];
}

let foldingChars: Map<string, string[]> | null = null;

/** The characters that fold to another one, by that one. */
function foldingTo(): Map<string, string[]> {
	if (foldingChars) return foldingChars;
	foldingChars = new Map();
	for (let code = 0x80; code <= CODE_POINT_MAX; code++) {
		const char = String.fromCodePoint(code);
		const folded = foldCase(char);
		if (folded !== char) foldingChars.set(folded, [...(foldingChars.get(folded) ?? []), char]);
	}
	return foldingChars;
}

/** A non-ASCII character as it is, and as one or two `\uNNNN` escapes. */
function formsOf(char: string): Needle[] {
	const escaped = Array.from({ length: char.length }, (_, unit) => {
		return `\\u${char.charCodeAt(unit).toString(16).padStart(4, '0')}`;
	});
	return [exactNeedle(char), foldedNeedle(escaped.join(''))];
}

/** The name of the field: its values (`user`, `rule`) are words that occur in many lines. */
function denierNeedles({ deniedBy }: Filter): Needle[] | null {
	return deniedBy ? [exactNeedle('denied_by"')] : null;
}

function valueNeedles(values: readonly string[] | undefined): Needle[] | null {
	if (!values || values.length > VALUES_MAX) return null;
	const needles = values.map((value) => longest(value.match(PLAIN)));
	return needles.every((plain) => plain !== null) ? needles.map(exactNeedle) : null;
}

/** Only for `denied` and `error`: most entries are ok, and `other` can be anything, also no status at all. */
function statusNeedles({ status }: Filter): Needle[] | null {
	const isRare = status?.every((name) => name === 'denied' || name === 'error');
	const isWanted = (value: string | boolean) => status?.includes(statusNamed(value)) === true;
	return isRare ? [statusNeedle(isWanted)] : null;
}

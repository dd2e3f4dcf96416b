import type { FoundText } from '@tool-audit/core';
import { patternOf } from '#lib/ui/mark-found.ts';
import { visible, type ShownArg } from '../row-view.ts';

/** How much of a cell is before a hit in it. */
const BEFORE_SHARE = 0.3;

/** The text, from shortly before its first hit on if that would be behind the characters that a cell shows. */
export function centred(text: string, found: string, chars: number): string {
	const hit = patternOf(found).exec(text);
	if (!hit || hit.index + hit[0].length <= chars) return text;
	const before = Math.floor(Math.max(0, chars - hit[0].length) * BEFORE_SHARE);
	// As much as there is room for, if the text ends shortly after it.
	const start = Math.max(0, Math.min(hit.index - before, text.length - chars + 1));
	// Does not begin with half a surrogate pair.
	return `…${text.slice(start).replace(/^[\uDC00-\uDFFF]/, '')}`;
}

/** The names and values of args, from the one on in which the first hit is if that would not be seen. */
export function centredArgs(args: ShownArg[], found: string, chars: number): ShownArg[] {
	const pattern = patternOf(found);
	let used = 0;
	for (const [index, arg] of args.entries()) {
		const { name, value } = arg;
		const room = name === undefined ? 0 : name.length + 1;
		const isNamed = name !== undefined && pattern.test(name);
		const hit = pattern.exec(value);
		if (!isNamed && !hit) {
			used += room + value.length + 1;
			continue;
		}
		const end = isNamed ? room : room + hit!.index + hit![0].length;
		if (used + end <= chars) return args;
		const first = { ...arg, value: isNamed ? value : centred(value, found, chars - room - 1) };
		return [...(index > 0 ? [{ value: '…' }] : []), first, ...args.slice(index + 1)];
	}
	return args;
}

/** What was found in a row, as it is in the text; `undefined` if the server did not say. */
export function matchIn(row: { found?: FoundText } | undefined): string | undefined {
	return row?.found && matchOf(row.found);
}

function matchOf({ text, start, end }: FoundText): string {
	return text.slice(start, end);
}

const SHOWN_FIELDS = ['tool', 'args', 'result_snippet'];

interface Cells {
	args: ShownArg[];
	outcome: string;
}

/**
 * The cells of a row with the first hit in view. The server says where that is (`FoundText`) for a regular expression, and
 * for a hit behind what it sent of the row, which its excerpt then stands for.
 */
export function centredOn(
	found: FoundText | string | undefined,
	{ args, outcome }: Cells,
	chars: { args: number; result: number },
): Cells {
	if (found === undefined) return { args, outcome };
	if (typeof found !== 'string') {
		const match = matchOf(found);
		const pattern = patternOf(match);
		const [part, ...keys] = found.pointer.split('/').slice(1);
		if (part === 'args' && !args.some(({ name, value }) => pattern.test(`${name} ${value}`))) {
			const name = keys.at(-1);
			const excerpt = {
				...(name !== undefined && { name: visible(name) }),
				value: centred(found.text, match, chars.args),
			};
			return { args: [{ value: '…' }, excerpt], outcome };
		}
		if (part === 'result_snippet' && !pattern.test(outcome)) {
			return { args, outcome: centred(`…${found.text}`, match, chars.result) };
		}
		// Of a field that the table may not show: its excerpt is named.
		if (part !== undefined && !SHOWN_FIELDS.includes(part) && !pattern.test(outcome)) {
			return {
				args,
				outcome: `${part}: ${centred(found.text, match, chars.result - part.length)}`,
			};
		}
		return centredOn(match, { args, outcome }, chars);
	}
	return {
		args: centredArgs(args, found, chars.args),
		outcome: centred(outcome, found, chars.result),
	};
}

import { patternOf } from '#lib/ui/mark-found.ts';
import type { ShownArg } from '../row-view.ts';

/** How much of a cell is before a hit in it. */
const BEFORE_SHARE = 0.3;

/** The text, from shortly before its first hit on if that would be behind the characters that a cell shows. */
export function centred(text: string, found: string, chars: number): string {
	const hit = patternOf(found).exec(text);
	if (!hit || hit.index + hit[0].length <= chars) return text;
	const before = Math.floor(Math.max(0, chars - hit[0].length) * BEFORE_SHARE);
	// Does not begin with half a surrogate pair.
	return `…${text.slice(Math.max(0, hit.index - before)).replace(/^[\uDC00-\uDFFF]/, '')}`;
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

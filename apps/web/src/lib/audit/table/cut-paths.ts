import { isPathName } from '../entry/tool-args.ts';
import type { ShownArg } from '../row-view.ts';

/** With fewer characters left of it, nothing of a path is worth the change. */
const ROOM_MIN = 8;
/** Between two args. */
const GAP_CHARS = 2;

/** The args with the path that would be cut at the edge of a cell cut at its beginning: the last part of it says most. */
export function withCutPaths(args: ShownArg[], chars: number): ShownArg[] {
	let used = 0;
	for (const [index, arg] of args.entries()) {
		const room = chars - used - (arg.name === undefined ? 0 : arg.name.length + 1);
		if (room < ROOM_MIN) return args;
		if (arg.value.length > room) {
			return isPath(arg) ? args.with(index, { ...arg, value: cutPath(arg.value, room) }) : args;
		}
		used = chars - room + arg.value.length + GAP_CHARS;
	}
	return args;
}

function isPath({ name, value }: ShownArg): boolean {
	return (name !== undefined && isPathName(name)) || /^~?\.{0,2}\/\S+$/.test(value);
}

/** `…/src/cart/total.ts`: as many of the last parts as there is room for, and at least the last one. */
export function cutPath(path: string, chars: number): string {
	if (path.length <= chars) return path;
	const end = path.slice(path.length - chars + 1);
	const at = end.indexOf('/');
	const isWhole = at !== -1 && at < end.length - 1;
	return `…${isWhole ? end.slice(at) : path.slice(Math.max(0, path.replace(/\/+$/, '').lastIndexOf('/')))}`;
}

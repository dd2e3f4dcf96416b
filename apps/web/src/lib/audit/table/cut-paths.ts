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

/** A path has a look of its own; under a name for paths it may also be relative, or have spaces. */
function isPath({ name, value }: ShownArg): boolean {
	const isNamed = name !== undefined && isPathName(name);
	return isNamed ? /^(?:~?\.{0,2}|[^\s/:]+)\/./.test(value) : /^~?\.{0,2}\/\S+$/.test(value);
}

/** `…/src/cart/total.ts`: as many of the last parts as there is room for, and at least the last one. */
export function cutPath(path: string, chars: number): string {
	if (path.length <= chars) return path;
	const end = path.slice(path.length - chars + 1);
	const at = end.indexOf('/');
	if (at !== -1 && at < end.length - 1) return `…${end.slice(at)}`;
	const last = path.replace(/\/+$/, '').lastIndexOf('/');
	return last > 0 ? `…${path.slice(last)}` : path;
}

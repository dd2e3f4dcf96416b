import type { Command } from './palette.svelte.ts';
import { best, rank } from './rank.ts';
import { typedDay } from '../audit/typed-day.ts';

export interface PaletteGroup {
	name: string;
	commands: Command[];
}

interface Asked {
	commands: Command[];
	typed: string;
	/** `undefined` until it is known: relative dates then find nothing. */
	today: string | undefined;
	/** Searches the calls of all days for what is typed. */
	search: Command;
}

/** Places come before steps. `few` are shown while nothing is typed, `many` of those that are found. */
const GROUPS = [
	{ name: 'Places', kind: 'Page', few: Infinity, many: 8 },
	{ name: 'Days', kind: 'Day', few: 5, many: 12 },
	{ name: 'Logs', kind: 'Log', few: 0, many: 8 },
	{ name: 'Files', kind: 'File', few: 5, many: 12 },
	{ name: 'Actions', kind: undefined, few: Infinity, many: 8 },
] as const;
const KINDS: ReadonlySet<string | undefined> = new Set(GROUPS.map(({ kind }) => kind));

/** What the palette offers, in groups with something in them. */
export function paletteGroups({ commands, typed, today, search }: Asked): PaletteGroup[] {
	const isTyped = typed.trim() !== '';
	const groups = GROUPS.map(({ name, kind, few, many }) => {
		const ofKind = commands.filter((command) =>
			kind === undefined ? !KINDS.has(command.kind) : command.kind === kind,
		);
		if (!isTyped) return { name, commands: ofKind.slice(0, few) };
		const found = kind === 'Day' ? daysFor(ofKind, typed, today) : best(ofKind, typed, many);
		return { name, commands: found.slice(0, many) };
	});
	const calls = { name: 'Calls', commands: isTyped ? [search] : [] };
	return [calls, ...groups].filter((group) => group.commands.length > 0);
}

/** Days stay in their order, the newest first: none of them fits better than another. */
function daysFor(days: Command[], typed: string, today: string | undefined): Command[] {
	const isMeant = today === undefined ? undefined : typedDay(typed, today);
	return days.filter(({ name, day }) =>
		isMeant && day !== undefined ? isMeant(day) : rank(name, typed) > 0,
	);
}

/**
 * Where Enter leads at first: to what is called so, or else to the search. `commands` are those of all groups, the
 * search first.
 */
export function firstChoice(commands: Command[], typed: string): number {
	const words = typed.trim().split(/\s+/).filter(Boolean).length;
	const START_OF_A_PART = 2;
	const at = commands.findIndex(
		({ name, day }, index) =>
			index > 0 && (day !== undefined || rank(name, typed) >= words * START_OF_A_PART),
	);
	return words === 0 ? 0 : Math.max(0, at);
}

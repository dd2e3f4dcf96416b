import { expect, test } from 'vitest';
import { firstChoice, paletteGroups } from './palette-groups.ts';
import type { Command } from './palette.svelte.ts';

const day = (date: string): Command => ({ name: `Day ${date}`, kind: 'Day', day: date });
const commands: Command[] = [
	{ name: 'Next denied call', kind: 'This day' },
	{ name: 'Home', kind: 'Page' },
	{ name: 'Denied calls', kind: 'Page' },
	...['2026-11-28', '2026-11-27', '2026-11-22', '2025-11-22'].map(day),
	{ name: 'Log of bob', kind: 'Log' },
	{ name: 'notes/denied.md', kind: 'File' },
	{ name: 'memory.md', kind: 'File' },
];
const search: Command = { name: 'Search all days for it', kind: 'Calls' };

function offered(typed: string) {
	const groups = paletteGroups({ commands, typed, today: '2026-11-28', search });
	const flat = groups.flatMap((group) => group.commands);
	return {
		groups: groups.map(({ name, commands }) => [name, ...commands.map(({ name }) => name)]),
		first: flat[firstChoice(flat, typed)]?.name,
	};
}

test('offers places, days and files before steps, and no search for nothing', () => {
	expect(offered('').groups.map(([name]) => name)).toEqual(['Places', 'Days', 'Files', 'Actions']);
	expect(offered('').first).toBe('Home');
});

test('offers to search for what is typed, and Enter goes to what is called so', () => {
	expect(offered('denied')).toEqual({
		groups: [
			['Calls', 'Search all days for it'],
			['Places', 'Denied calls'],
			['Files', 'notes/denied.md'],
			['Actions', 'Next denied call'],
		],
		first: 'Denied calls',
	});
});

test('the logs of other users are found by their names', () => {
	expect(offered('bob').groups.at(-1)).toEqual(['Logs', 'Log of bob']);
	expect(offered('bob').first).toBe('Log of bob');
});

test('Enter searches where nothing is called so', () => {
	expect(offered('timeout')).toEqual({
		groups: [['Calls', 'Search all days for it']],
		first: 'Search all days for it',
	});
	expect(offered('emor').first).toBe('Search all days for it');
});

test('a typed date finds its days, the newest first', () => {
	expect(offered('22 nov')).toEqual({
		groups: [
			['Calls', 'Search all days for it'],
			['Days', 'Day 2026-11-22', 'Day 2025-11-22'],
		],
		first: 'Day 2026-11-22',
	});
	expect(offered('yesterday').first).toBe('Day 2026-11-27');
});

import { describe, expect, it } from 'vitest';
import { matches, printed, type Stroke } from './keys.ts';

const stroke = (key: string, held: Partial<Stroke> = {}): Stroke => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...held,
});

describe('matches', () => {
	it.each([
		['a plain letter', stroke('j'), 'j', true],
		['a capital only with Shift', stroke('e'), 'E', false],
		['Ctrl for mod', stroke('s', { ctrlKey: true }), 'mod+s', true],
		['Cmd for mod', stroke('s', { metaKey: true }), 'mod+s', true],
		['mod with a capital, when Caps Lock is on', stroke('S', { ctrlKey: true }), 'mod+s', true],
		['not a plain letter while Ctrl is held', stroke('j', { ctrlKey: true }), 'j', false],
		['not while Alt is held', stroke('j', { altKey: true }), 'j', false],
		['a named key', stroke('Escape'), 'Escape', true],
	])('takes %s', (_what, event, keys, expected) => {
		expect(matches(event, keys)).toBe(expected);
	});
});

describe('printed', () => {
	it.each([
		['mod+s', 'Linux x86_64', 'Ctrl S'],
		['mod+s', 'MacIntel', '⌘S'],
		['E', 'Win32', 'Shift E'],
		['j', 'Win32', 'J'],
		['/', 'Win32', '/'],
		['mod+Enter', 'Win32', 'Ctrl Enter'],
		['Escape', 'Win32', 'Esc'],
	])('prints %s on %s as %s', (keys, platform, expected) => {
		expect(printed(keys, platform)).toBe(expected);
	});
});

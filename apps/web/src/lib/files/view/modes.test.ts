import { expect, it } from 'vitest';
import { firstMode, MODES, reasonAgainst } from './modes.ts';

const markdown = { kind: 'markdown', editable: true, writable: true } as const;

it.each([
	['Markdown', markdown, 'preview', ['edit', 'raw', 'preview']],
	['text', { ...markdown, kind: 'text' }, 'raw', ['edit', 'raw']],
	['large Markdown', { ...markdown, editable: false }, 'raw', ['raw']],
	['Markdown that is read-only', { ...markdown, writable: false }, 'preview', ['raw', 'preview']],
	['an image', { kind: 'image', editable: false, writable: true }, 'preview', ['preview']],
	['a binary file', { kind: 'binary', editable: false, writable: true }, undefined, []],
] as const)('%s opens in its own way', (_what, file, first, allowed) => {
	expect(firstMode(file)).toBe(first);
	expect(MODES.filter((mode) => reasonAgainst(mode, file) === undefined)).toEqual(allowed);
});

import { expect, test } from 'vitest';
import { rawText } from './raw-text.ts';

test('keeps UTF-8 text as it is', () => {
	expect(rawText(Buffer.from('温室 🙂'))).toBe('温室 🙂');
});

test('shows bytes that are not UTF-8 as hex, and keeps the text around them', () => {
	const bytes = Buffer.concat([
		Buffer.from('温'),
		Buffer.from([0xff, 0xc0, 0x80]),
		Buffer.from('🙂'),
	]);
	expect(rawText(bytes)).toBe('温\\xff\\xc0\\x80🙂');
});

import { expect, test } from 'vitest';
import { rawText } from './raw-text.ts';

test('text is itself', () => {
	expect(rawText(Buffer.from('温室 🙂'))).toBe('温室 🙂');
});

test('bytes that are no text are written out, and what is around them is kept', () => {
	const bytes = Buffer.concat([
		Buffer.from('温'),
		Buffer.from([0xff, 0xc0, 0x80]),
		Buffer.from('🙂'),
	]);
	expect(rawText(bytes)).toBe('温\\xff\\xc0\\x80🙂');
});

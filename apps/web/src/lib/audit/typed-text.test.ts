import { expect, test } from 'vitest';
import { createTypedText } from './typed-text.ts';

test('what was typed stays when less of it comes back', () => {
	const typed = createTypedText();
	for (const text of ['a', 'ab', 'abc']) {
		typed.type(text);
		typed.ask();
	}
	typed.type('abcd');
	for (const text of ['a', 'abc', 'abc']) expect(typed.follow(text)).toBe('abcd');
});

test('what changes elsewhere is followed', () => {
	const typed = createTypedText();
	expect(typed.follow('from a link')).toBe('from a link');
	typed.type('typed');
	typed.ask();
	expect(typed.follow('typed')).toBe('typed');
	expect(typed.follow('')).toBe('');
	expect(typed.follow('typed')).toBe('typed');
	expect(typed.current).toBe('typed');
});

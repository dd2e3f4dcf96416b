import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextReader } from './texts.ts';

test('keeps texts apart, however many and however similar', () => {
	const readText = createTextReader();
	const text = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🙂') }), fc.string());
	fc.assert(
		fc.property(fc.array(text, { minLength: 100, maxLength: 300 }), (texts) => {
			const bytes = texts.map((text) => Buffer.from(text));
			expect(bytes.map((text) => readText(text, 0, text.length))).toEqual(
				bytes.map((text) => text.toString()),
			);
		}),
	);
});

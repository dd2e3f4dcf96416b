import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './diff-lines.ts';

const shown = (before: string | null, after: string | null) =>
	diffLines(before, after).map(({ mark, line, text }) => `${mark}${line} ${text}`);

test('shows what is removed and added, with its line, and not what stays', () => {
	expect(shown('a\nb\nc\nd\n', 'a\nb,\nc\nd\ne\n')).toEqual(['-2 b', '+2 b,', '+5 e']);
	expect(shown(null, '{\r\n}\r\n')).toEqual(['+1 {', '+2 }']);
	expect(shown('{}\n', null)).toEqual(['-1 {}']);
	expect(shown('a\n', 'a\n')).toEqual([]);
});

test('applied to the lines before, it gives the lines after', () => {
	const text = fc.array(fc.constantFrom<string[]>('a', 'b', '{', '}'), { maxLength: 12 });
	fc.assert(
		fc.property(text, text, (before, after) => {
			const diff = diffLines(before.join('\n'), after.join('\n'));
			const removed = new Set(diff.filter(({ mark }) => mark === '-').map(({ line }) => line));
			const result = before.filter((_, at) => !removed.has(at + 1));
			for (const { mark, line, text } of diff) if (mark === '+') result.splice(line - 1, 0, text);
			expect(result).toEqual(after);
		}),
	);
});

test('a text of very many lines is shown as changed between the first and the last change', () => {
	const lines = Array.from({ length: 3_000 }, (_, at) => String(at));
	const diff = diffLines(['a', ...lines, 'b'].join('\n'), ['c', ...lines, 'd'].join('\n'));
	expect(diff).toHaveLength(2 * 3_002);
});

import { expect, test } from 'vitest';
import { withoutFence } from './fence.ts';

test.each([
	['one block', '```ts\nconst a = 1;\n```\n\n', 'const a = 1;'],
	['a block without a language', '~~~\na\n\nb\n~~~', 'a\n\nb'],
	['a block whose end was not kept', '```python\nprint(1)\nprint(', 'print(1)\nprint('],
	['a block around another one', '````md\n```\na\n```\n````', '```\na\n```'],
	['an empty block', '```\n```', ''],
])('%s is its code', (_what, text, code) => {
	expect(withoutFence(text)).toBe(code);
});

test.each([
	['plain text', 'one\ntwo'],
	['text before the block', 'Done:\n```\na\n```'],
	['text behind the block', '```\na\n```\nDone'],
	['two blocks', '```\na\n```\n\n```\nb\n```'],
	['a fence in a line', '```a``` is code'],
	['nothing', ''],
])('%s stays as it is', (_what, text) => {
	expect(withoutFence(text)).toBe(text);
});

import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CodeEditor, createCodeEditor, smallestChange } from './code-editor.ts';

let editor: CodeEditor | undefined;
afterEach(() => editor?.destroy());

function editing(text: string) {
	const onchange = vi.fn();
	const parent = document.createElement('div');
	document.body.replaceChildren(parent, document.createElement('button'));
	editor = createCodeEditor({ parent, text, name: 'a.md', wrap: true, onchange });
	editor.focus();
	return { editor, onchange, content: parent.querySelector<HTMLElement>('.cm-content')! };
}

describe('the editor', () => {
	it('reports what was typed', async () => {
		const { onchange } = editing('two');
		await userEvent.keyboard('one ');
		expect(onchange).toHaveBeenLastCalledWith('one two');
	});

	it('replaces the text in a way that can be undone', async () => {
		const { editor, onchange, content } = editing('mine');
		editor.setText('theirs');
		expect(content.textContent).toBe('theirs');
		await userEvent.keyboard('{Control>}z{/Control}');
		expect(onchange).toHaveBeenLastCalledWith('mine');
	});

	it('keeps carriage returns of a file with mixed newlines', async () => {
		const { onchange } = editing('a\r\nb\nc');
		await userEvent.keyboard('x');
		expect(onchange).toHaveBeenLastCalledWith('xa\r\nb\nc');
	});

	it('is left by Escape and Tab', async () => {
		const { content } = editing('x');
		expect(document.activeElement).toBe(content);
		await userEvent.keyboard('{Escape}{Tab}');
		expect(content.contains(document.activeElement)).toBe(false);
	});
});

describe('the smallest change', () => {
	it.each([
		['abc', 'abc'],
		['', 'abc'],
		['abc', ''],
		['aaa', 'aaaa'],
		['abab', 'ab'],
		['one two three', 'one 2 three'],
	])('turns %j into %j', (before, after) => {
		const { from, to, insert } = smallestChange(before, after);
		expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
	});

	it('changes only what differs', () => {
		expect(smallestChange('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' });
	});
});

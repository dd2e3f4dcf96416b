import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { treeKeys } from './tree-keys.ts';

const NAMES = ['daily.md', 'today.md', 'diary.md', 'zoo.md'];

/** A tree of four files on a page that shows `today.md` and uses the key `d`. */
function showTree() {
	const items = NAMES.map((name) => {
		const shown = name === 'today.md' ? 'aria-current="page"' : '';
		return `<li role="treeitem" tabindex="-1" ${shown}><a data-tree-action>${name}</a></li>`;
	});
	document.body.innerHTML = `<ul role="tree" tabindex="0">${items.join('')}</ul>`;
	treeKeys((event) => event.key === 'd')(document.querySelector('ul')!);
	const item = (name: string) => document.querySelectorAll('li')[NAMES.indexOf(name)]!;
	return { item };
}
const focused = () => document.activeElement?.textContent;

beforeEach(() => void document.body.replaceChildren());

test('a letter moves to the next item that begins with it', async () => {
	const { item } = showTree();
	item('daily.md').focus();
	await userEvent.keyboard('d');
	expect(focused()).toBe('diary.md');
});

test('on the shown item, a key of the page goes to the page', async () => {
	const { item } = showTree();
	item('today.md').focus();
	const page: string[] = [];
	const hear = (event: KeyboardEvent) => event.defaultPrevented || page.push(event.key);
	addEventListener('keydown', hear);
	await userEvent.keyboard('d');
	removeEventListener('keydown', hear);
	expect(page).toEqual(['d']);
	expect(focused()).toBe('today.md');
});

test('on the shown item, the arrows and other letters work as usual', async () => {
	const { item } = showTree();
	item('today.md').focus();
	await userEvent.keyboard('{ArrowDown}');
	expect(focused()).toBe('diary.md');
	await userEvent.keyboard('{ArrowUp}z');
	expect(focused()).toBe('zoo.md');
});

test('the arrows lead from one tree to the next, and each is a Tab stop of its own', async () => {
	const tree = (name: string) =>
		`<ul role="tree" tabindex="0"><li role="treeitem" tabindex="-1"><a data-tree-action>${name}</a></li></ul>`;
	document.body.innerHTML = `<nav>${tree('memory.md')}${tree('Audit Log')}</nav>`;
	treeKeys(() => false)(document.querySelector('nav')!);
	await userEvent.keyboard('{Tab}');
	expect(focused()).toBe('memory.md');
	await userEvent.keyboard('{ArrowDown}');
	expect(focused()).toBe('Audit Log');
	await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
	expect(focused()).toBe('memory.md');
	await userEvent.keyboard('{Tab}');
	expect(focused()).toBe('Audit Log');
});

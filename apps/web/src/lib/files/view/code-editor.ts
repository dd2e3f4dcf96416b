/** The editor. Loaded when a file is edited: it is as large as the rest of the page. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import {
	gotoLine,
	highlightSelectionMatches,
	openSearchPanel,
	search,
	searchKeymap,
} from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
	drawSelection,
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	highlightSpecialChars,
	keymap,
	lineNumbers,
} from '@codemirror/view';
import { languageOf } from './editor-language.ts';
import { editorLook } from './editor-look.ts';

export interface CodeEditor {
	/** Shows another text. The change can be undone, and the position in the text is kept if possible. */
	setText(text: string): void;
	setWrap(wrap: boolean): void;
	find(): void;
	goToLine(): void;
	focus(): void;
	destroy(): void;
}

interface Options {
	parent: HTMLElement;
	text: string;
	/** Of the file: determines the language. */
	name: string;
	wrap: boolean;
	onchange: (text: string) => void;
}

/** As in other editors. By default it would find the next match, which Enter and F3 also do. */
const GO_TO_LINE = { key: 'Ctrl-g', run: gotoLine };

export function createCodeEditor({ parent, text, name, wrap, onchange }: Options): CodeEditor {
	const wrapping = new Compartment();
	let known = text;

	const view = new EditorView({
		parent,
		state: EditorState.create({
			doc: text,
			extensions: [
				codeText(),
				history(),
				drawSelection(),
				indentOnInput(),
				bracketMatching(),
				highlightActiveLine(),
				highlightActiveLineGutter(),
				highlightSelectionMatches(),
				search({ top: true }),
				keymap.of([GO_TO_LINE, ...searchKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
				wrapping.of(wrap ? EditorView.lineWrapping : []),
				named(`Text of ${name}`),
				EditorView.contentAttributes.of({
					'aria-description': 'Tab indents. Escape and then Tab leaves the editor.',
					spellcheck: 'false',
				}),
				EditorView.updateListener.of((update) => {
					if (!update.docChanged) return;
					known = update.state.doc.toString();
					onchange(known);
				}),
			],
		}),
	});
	void speak(view, name);

	return {
		setText(next) {
			if (next === known) return;
			view.dispatch({ changes: smallestChange(known, next), userEvent: 'input.replace' });
		},
		setWrap(next) {
			view.dispatch({ effects: wrapping.reconfigure(next ? EditorView.lineWrapping : []) });
		},
		find: () => void openSearchPanel(view),
		goToLine: () => void gotoLine(view),
		focus: () => view.focus(),
		destroy: () => view.destroy(),
	};
}

const language = new Compartment();

/** Numbered lines in the page's colours. A newline is LF alone, so that no other line ending is rewritten unseen. */
export function codeText(): Extension {
	return [
		EditorState.lineSeparator.of('\n'),
		lineNumbers(),
		highlightSpecialChars(),
		editorLook,
		language.of([]),
		EditorState.tabSize.of(4),
		EditorState.allowMultipleSelections.of(true),
	];
}

/** Reachable by Tab, and with a name for screen readers. */
export function named(label: string): Extension {
	return EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' });
}

/** Colours the text once its language is loaded; until then the text is plain, and can be edited. */
export async function speak(view: EditorView, name: string): Promise<void> {
	const extension = await languageOf(name)?.().catch(() => undefined);
	if (extension) view.dispatch({ effects: language.reconfigure(extension) });
}

/** The part between the common beginning and the common end of two texts. */
export function smallestChange(before: string, after: string) {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start += 1;
	let end = 0;
	while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
	return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

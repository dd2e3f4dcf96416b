/** Two texts side by side, or one below the other's lines where there is no room. Loaded on request. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { codeText, named, speak } from './code-editor.ts';
import { comparisonLook } from './comparison-look.ts';

export interface Comparison {
	/** The user's text, with the parts taken from the other one. */
	text(): string;
	destroy(): void;
}

interface Options {
	parent: HTMLElement;
	name: string;
	theirs: string;
	mine: string;
	/** There is room for two columns. */
	wide: boolean;
}

/** Longer stretches without a difference are collapsed. */
const FOLD = { margin: 3, minSize: 8 };
const DIFF = { scanLimit: 2_000, timeout: 1_000 };

export function createComparison(options: Options): Comparison {
	return options.wide ? sideBySide(options) : inOneColumn(options);
}

function editing() {
	return [
		codeText(),
		comparisonLook,
		history(),
		keymap.of([...historyKeymap, ...defaultKeymap]),
		EditorView.lineWrapping,
		named('Your text'),
	];
}

function sideBySide({ parent, name, theirs, mine }: Options): Comparison {
	const view = new MergeView({
		parent,
		a: {
			doc: theirs,
			extensions: [
				codeText(),
				comparisonLook,
				EditorState.readOnly.of(true),
				EditorView.lineWrapping,
				named('The text on disk'),
			],
		},
		b: { doc: mine, extensions: editing() },
		revertControls: 'a-to-b',
		renderRevertControl,
		collapseUnchanged: FOLD,
		diffConfig: DIFF,
	});
	void speak(view.a, name);
	void speak(view.b, name);
	return { text: () => view.b.state.doc.toString(), destroy: () => view.destroy() };
}

function renderRevertControl(): HTMLElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = '→';
	button.title = 'Use the version on disk';
	button.setAttribute('aria-label', button.title);
	// The view handles only the mouse; a key press on a button is a click without a mouse press.
	button.onclick = ({ detail }) => {
		if (detail === 0) button.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
	};
	return button;
}

function inOneColumn({ parent, name, theirs, mine }: Options): Comparison {
	const view = new EditorView({
		parent,
		doc: mine,
		extensions: [
			editing(),
			unifiedMergeView({
				original: theirs,
				mergeControls: mergeControl,
				collapseUnchanged: FOLD,
				diffConfig: DIFF,
			}),
		],
	});
	void speak(view, name);
	return { text: () => view.state.doc.toString(), destroy: () => view.destroy() };
}

/** The user's text stays unless the other one is taken: only that needs a button. */
function mergeControl(type: 'accept' | 'reject', action: (event: MouseEvent) => void): HTMLElement {
	if (type === 'accept') return document.createElement('span');
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = 'Take theirs';
	button.onclick = action;
	return button;
}

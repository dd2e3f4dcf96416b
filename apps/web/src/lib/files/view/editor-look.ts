import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The page's own tokens, so that the editor follows the theme. */
const frame = EditorView.theme({
	'&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)' },
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': {
		fontFamily: 'var(--font-mono, monospace)',
		fontSize: '0.8125rem',
		fontVariantLigatures: 'none',
		lineHeight: '1.25rem',
	},
	'.cm-content': { padding: '0.75rem 0', caretColor: 'var(--accent)' },
	'.cm-line': { padding: '0 1rem 0 0.75rem' },
	'.cm-gutters': {
		color: 'var(--ink-faint)',
		backgroundColor: 'var(--surface)',
		border: 'none',
		// Numbers begin where the title of the file does.
		paddingLeft: '0.9375rem',
	},
	'.cm-activeLine': {
		backgroundColor: 'color-mix(in oklab, var(--surface-hover) 50%, transparent)',
	},
	'.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'transparent' },
	'.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
		{ backgroundColor: 'var(--accent-soft)' },
	'.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
		backgroundColor: 'var(--accent-soft)',
		outline: '1px solid var(--accent)',
	},
	'.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
		backgroundColor: 'var(--error-soft)',
	},
	'.cm-specialChar': { color: 'var(--ink-faint)' },
	'.cm-searchMatch': { backgroundColor: 'var(--found)' },
	'.cm-searchMatch-selected': { outline: '1px solid var(--accent)' },
	'.cm-selectionMatch': { backgroundColor: 'var(--surface-hover)' },
});

const panels = EditorView.theme({
	'.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--surface-sunken)' },
	'.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
	'.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
	'.cm-panel.cm-search, .cm-dialog': {
		display: 'flex',
		flexWrap: 'wrap',
		alignItems: 'center',
		gap: '0.375rem',
		padding: '0.5rem 2.5rem 0.5rem 1.25rem',
		fontFamily: 'var(--font-sans, sans-serif)',
		fontSize: '0.75rem',
	},
	'.cm-panel.cm-search br': { flexBasis: '100%', content: '""', height: '0' },
	'.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': {
		margin: '0',
	},
	'.cm-dialog form': { display: 'flex', gap: '0.375rem' },
	'.cm-panel.cm-search label, .cm-dialog label': {
		display: 'inline-flex',
		alignItems: 'center',
		gap: '0.375rem',
		fontSize: '0.75rem',
	},
	'.cm-textfield': {
		height: '1.75rem',
		minWidth: '0',
		padding: '0 0.5rem',
		color: 'var(--ink)',
		backgroundColor: 'var(--surface)',
		border: '1px solid var(--line-strong)',
		borderRadius: '0.375rem',
		fontSize: '0.8125rem',
	},
	'.cm-button': {
		height: '1.75rem',
		padding: '0 0.5rem',
		color: 'var(--ink-soft)',
		backgroundColor: 'var(--surface)',
		backgroundImage: 'none',
		border: '1px solid var(--line)',
		borderRadius: '0.375rem',
		fontSize: '0.75rem',
		textTransform: 'capitalize',
	},
	'.cm-button:hover': { backgroundColor: 'var(--surface-hover)' },
	'.cm-button:active': { backgroundImage: 'none' },
	'.cm-panel.cm-search [name=close], .cm-dialog .cm-dialog-close': {
		position: 'absolute',
		top: '0.5rem',
		right: '0.5rem',
		width: '1.75rem',
		height: '1.75rem',
		color: 'var(--ink-soft)',
		fontSize: '1.125rem',
	},
});

/** Weights and greys: a colour would be a status. */
const code = HighlightStyle.define([
	{ tag: [tags.keyword, tags.operatorKeyword, tags.modifier], fontWeight: '600' },
	{ tag: [tags.typeName, tags.className, tags.tagName], fontWeight: '500' },
	{ tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--ink-soft)' },
	{ tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--ink-soft)' },
	{ tag: [tags.comment, tags.meta], color: 'var(--ink-faint)', fontStyle: 'italic' },
	{ tag: [tags.punctuation, tags.bracket], color: 'var(--ink-faint)' },
	{ tag: [tags.heading, tags.strong], fontWeight: '600' },
	{ tag: tags.emphasis, fontStyle: 'italic' },
	{ tag: tags.strikethrough, textDecoration: 'line-through' },
	{ tag: [tags.link, tags.url], color: 'var(--accent)' },
	{ tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--ink-faint)' },
	{ tag: [tags.quote, tags.monospace], color: 'var(--ink-soft)' },
	{ tag: tags.invalid, color: 'var(--error)' },
]);

export const editorLook: Extension = [frame, panels, syntaxHighlighting(code)];

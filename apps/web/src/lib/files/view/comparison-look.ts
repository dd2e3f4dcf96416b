import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Red and green have the usual meaning of a comparison: only on disk, only here. */
export const comparisonLook: Extension = EditorView.theme({
	'.cm-content': { padding: '0' },
	'&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--error-soft)' },
	'&.cm-merge-b .cm-changedLine, .cm-changedLine': { backgroundColor: 'var(--ok-soft)' },
	'&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
		background: 'color-mix(in oklab, var(--error-mark) 28%, transparent)',
	},
	'&.cm-merge-b .cm-changedText, .cm-changedText': {
		background: 'color-mix(in oklab, var(--ok-mark) 30%, transparent)',
	},
	'&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--error-mark)' },
	'&.cm-merge-b .cm-changedLineGutter, .cm-changedLineGutter': { background: 'var(--ok-mark)' },
	'.cm-collapsedLines': {
		color: 'var(--ink-soft)',
		background: 'var(--surface-sunken)',
		fontFamily: 'var(--font-sans, sans-serif)',
		fontSize: '0.75rem',
	},
	'.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"···"' },
	'.cm-deletedChunk .cm-chunkButtons': {
		position: 'static',
		display: 'flex',
		justifyContent: 'flex-end',
		padding: '0.25rem',
	},
	'.cm-deletedChunk .cm-chunkButtons button': {
		height: '1.5rem',
		margin: '0',
		padding: '0 0.5rem',
		color: 'var(--ink)',
		background: 'var(--surface-raised)',
		border: '1px solid var(--line-strong)',
		borderRadius: '0.375rem',
		fontFamily: 'var(--font-sans, sans-serif)',
		fontSize: '0.75rem',
	},
	'@media (pointer: coarse)': {
		'.cm-deletedChunk .cm-chunkButtons button': { height: '40px' },
	},
});

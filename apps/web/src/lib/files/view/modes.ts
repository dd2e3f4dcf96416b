import type { FileContent } from '#lib/api/types.ts';

/** The views of a file, in the order of their buttons. */
export const MODES = ['edit', 'raw', 'preview'] as const;
export type Mode = (typeof MODES)[number];

type Known = Pick<FileContent, 'kind' | 'editable' | 'writable'>;

const TOO_LARGE = 'Files above 2 MB can be read here, not edited.';

/** Why a file does not have this view, in a sentence; `undefined` if it has it. */
export function reasonAgainst(mode: Mode, file: Known): string | undefined {
	const isText = file.kind === 'markdown' || file.kind === 'text';
	switch (mode) {
		case 'edit':
			if (!isText) return 'Only text can be edited here.';
			if (!file.editable) return TOO_LARGE;
			return file.writable ? undefined : 'The server may not write this file.';
		case 'raw':
			return isText ? undefined : 'Only text can be shown raw.';
		case 'preview':
			if (file.kind === 'image') return undefined;
			if (file.kind !== 'markdown') return 'Only Markdown and images have a preview.';
			return file.editable ? undefined : 'Files above 2 MB have no preview.';
	}
}

/** The first view of a file; `undefined` if it can only be downloaded. */
export function firstMode(file: Known): Mode | undefined {
	return (['preview', 'raw'] as const).find((mode) => reasonAgainst(mode, file) === undefined);
}

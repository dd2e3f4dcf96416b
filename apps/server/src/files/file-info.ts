export const FILE_KINDS = ['markdown', 'text', 'image', 'binary'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A user's own file, as listed. */
export interface FileInfo {
	/** Relative to the user's folder, with `/` between the names. */
	path: string;
	name: string;
	bytes: number;
	/** When the file last changed, ISO 8601 in UTC. */
	modified: string;
	kind: FileKind;
}

/** A top-level folder with everything below it; the name is empty for files outside of folders. */
export interface FileGroup {
	name: string;
	files: FileInfo[];
}

export interface FileList {
	/** Files outside of folders first, then folders by name. */
	groups: FileGroup[];
	/** True when not everything is listed. */
	truncated: boolean;
}

export interface FileContent extends FileInfo {
	/**
	 * Changes whenever the file does: SHA-256 of the content of an editable file, and of the size and times of one
	 * that is too large for editing.
	 */
	hash: string;
	/** `null` for an image or a binary file. */
	text: string | null;
	/** The range of bytes in `text`, which ends between two characters. */
	range: { from: number; to: number };
	/** Whether it can be edited: text, and small enough. */
	editable: boolean;
	/** `crlf` when every line ends so; a save keeps it. */
	lineEnding: 'lf' | 'crlf';
	/** Whether the server has permission to write it. */
	writable: boolean;
}

export interface SavedFile {
	hash: string;
	bytes: number;
	modified: string;
}

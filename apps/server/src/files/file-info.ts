export const FILE_KINDS = ['markdown', 'text', 'image', 'binary'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file of a user's own, as the list has it. */
export interface FileInfo {
	/** Relative to the user's folder, with `/` between the names. */
	path: string;
	name: string;
	bytes: number;
	/** When the file last changed, ISO 8601 in UTC. */
	modified: string;
	kind: FileKind;
}

/** A top-level folder with everything below it; the name is empty for loose files. */
export interface FileGroup {
	name: string;
	files: FileInfo[];
}

export interface FileList {
	/** Loose files first, then folders by name. */
	groups: FileGroup[];
	/** There is more than is listed. */
	truncated: boolean;
}

export interface FileContent extends FileInfo {
	/**
	 * Changes whenever the file does. SHA-256 of the whole content while the file can be edited; of its
	 * size and times when it is too large for that.
	 */
	hash: string;
	/** `null` for an image or a binary file. */
	text: string | null;
	/** The bytes that `text` holds; cut between characters. */
	range: { from: number; to: number };
	/** Whether the page may offer to edit it: text, and small enough. */
	editable: boolean;
	/** `crlf` when every line ends so; a save then keeps it. */
	lineEnding: 'lf' | 'crlf';
	/** Whether the server may write it. */
	writable: boolean;
}

export interface SavedFile {
	hash: string;
	bytes: number;
	modified: string;
}

const NAME_BYTES_MAX = 255;

/** Whether a name can stand for one file or folder in a folder, and for nothing else. */
export function isLegalName(name: string): boolean {
	return (
		name !== '' &&
		name !== '.' &&
		name !== '..' &&
		name.isWellFormed() &&
		!/[/\\\p{Cc}]/u.test(name) &&
		Buffer.byteLength(name) <= NAME_BYTES_MAX
	);
}

/** Folds what some file systems take for one name: letter case, compatible forms, characters without a width. */
export function foldName(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.toLowerCase()
		.replace(/[. ]+$/, '');
}

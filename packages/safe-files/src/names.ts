const NAME_BYTES_MAX = 255;

/** Whether a name can only mean a file or folder directly in a folder. */
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

/** Removes differences that some file systems ignore: letter case, compatible forms, zero-width characters. */
export function foldName(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.toLowerCase()
		.replace(/[. ]+$/, '');
}

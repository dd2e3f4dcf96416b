/** Whether the things dragged over the page are files from outside. */
export function carriesFiles(event: DragEvent): boolean {
	return event.dataTransfer?.types.includes('Files') ?? false;
}

/** The files of a drop. Folders, which a browser passes as empty files, are skipped. */
export function droppedFiles(event: DragEvent): File[] {
	return [...(event.dataTransfer?.items ?? [])]
		.filter((item) => item.kind === 'file' && !item.webkitGetAsEntry()?.isDirectory)
		.map((item) => item.getAsFile())
		.filter((file) => file !== null);
}

/** The folder of an element of the panel: empty for the user's own folder itself. */
export function folderAt(target: EventTarget | null): string {
	return (target as Element | null)?.closest<HTMLElement>('[data-folder]')?.dataset.folder ?? '';
}

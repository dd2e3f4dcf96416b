/** Saves an own address as a file, like a click on a link with `download`. */
export function download(address: string, name: string): void {
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
}

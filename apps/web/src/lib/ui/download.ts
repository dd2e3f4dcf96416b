/** Saves what is at an own address as a file, as a click on a link that says `download` would. */
export function download(address: string, name: string): void {
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
}

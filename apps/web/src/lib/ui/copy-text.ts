/**
 * Puts text on the clipboard and says whether it is there. Plain http on another host than this machine has no
 * clipboard interface in browsers; there the old way through a selection still works.
 */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copyBySelection(text);
	}
}

function copyBySelection(text: string): boolean {
	const area = document.createElement('textarea');
	area.value = text;
	area.style.cssText = 'position:fixed;opacity:0';
	// Inside an open modal dialog nothing outside of it can take the focus.
	(document.querySelector('dialog[open]') ?? document.body).append(area);
	area.select();
	try {
		// Deprecated, and the only way there is without https.
		return document.execCommand('copy');
	} finally {
		area.remove();
	}
}

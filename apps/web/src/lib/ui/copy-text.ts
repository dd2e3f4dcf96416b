/**
 * Copies text to the clipboard and returns whether it worked. Over plain http, except on localhost, browsers
 * offer no clipboard interface; copying a selection works there.
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
	// Inside an open modal dialog nothing outside it can take the focus.
	(document.querySelector('dialog[open]') ?? document.body).append(area);
	area.select();
	try {
		// Deprecated, but the only way without https.
		return document.execCommand('copy');
	} finally {
		area.remove();
	}
}

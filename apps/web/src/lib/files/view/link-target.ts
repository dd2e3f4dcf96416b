/** Where a link or an image in a file leads, as far as the page follows it. */
export type LinkTarget =
	| { kind: 'own'; path: string; fragment?: string }
	| { kind: 'web'; href: string }
	| { kind: 'section'; fragment: string };

/**
 * Reads a target as a browser does, and accepts three kinds: an own file, a web page, a section of this file.
 * Everything else (`javascript:`, `data:`, `file:`, `//host`, …) is `undefined`.
 *
 * @param from path of the file that holds the link; relative targets are resolved against its folder
 */
export function linkTarget(target: string, from: string): LinkTarget | undefined {
	// Browsers drop tabs and newlines anywhere in an address, and spaces and control characters around it.
	const href = target.replace(/[\t\n\r]/g, '').replace(/^[\0- ]+|[\0- ]+$/g, '');
	if (/^https?:\/\//i.test(href)) {
		const url = URL.parse(href);
		return url ? { kind: 'web', href: url.href } : undefined;
	}
	// A browser reads a backslash as a slash, so `/\host` is another site.
	if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//') || href.includes('\\')) {
		return undefined;
	}
	const { address, fragment } = splitFragment(href);
	if (address === '') return fragment ? { kind: 'section', fragment } : undefined;
	const path = ownPath(decode(address.replace(/\?.*$/, '')), from);
	if (path === undefined) return undefined;
	return { kind: 'own', path, ...(fragment && { fragment }) };
}

function splitFragment(href: string): { address: string; fragment: string } {
	const at = href.indexOf('#');
	if (at < 0) return { address: href, fragment: '' };
	return { address: href.slice(0, at), fragment: decode(href.slice(at + 1)) };
}

/** The text itself where it can't be decoded. */
export function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Dots are resolved here, after decoding, and not by the browser: a path can't lead above the own folder. */
function ownPath(target: string, from: string): string | undefined {
	const names = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
	for (const name of target.split('/')) {
		if (name === '..') names.pop();
		else if (name !== '' && name !== '.') names.push(name);
	}
	return names.length > 0 ? names.join('/') : undefined;
}

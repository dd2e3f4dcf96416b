/** The Markdown of a package as it is packed: its README with the documents that it leads to, and links that work there. */
import { posix } from 'node:path';

/** What may come along. Other pages are for those who have the repository. */
const DOCUMENTS = ['docs/format.md', 'docs/http.md', 'docs/stability.md'];

/** A link or a picture, unless it stands in a block of code or between backticks. */
const LINK_OR_CODE = /^```[^]*?^```|`[^`\n]*`|!?\[([^\][]*)\]\(([^()\s]+)\)/gm;

/**
 * The pages by their path in the package. `read` gives the text of a file by its path from the root of the repository, as
 * `folder` is: `packages/audit-core`. A link to what is not packed becomes plain text.
 */
export function packedPages(folder: string, read: (path: string) => string): Map<string, string> {
	const placeOf = (path: string): string | null => {
		if (DOCUMENTS.includes(path)) return path;
		return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
	};
	const pages = new Map<string, string>();
	const queue = [`${folder}/README.md`];
	for (const path of queue) {
		const place = placeOf(path)!;
		const text = read(path).replace(LINK_OR_CODE, (whole, label?: string, target?: string) => {
			if (label === undefined || target === undefined || /^([a-z]+:|#)/i.test(target)) return whole;
			const [file = '', ...anchor] = target.split(/(?=#)/);
			const linked = posix.join(posix.dirname(path), file);
			const linkedPlace = placeOf(linked);
			if (linkedPlace === null) return label;
			if (DOCUMENTS.includes(linked) && !queue.includes(linked)) queue.push(linked);
			const to = posix.relative(posix.dirname(place), linkedPlace) + anchor.join('');
			return whole.replace(`(${target})`, () => `(${to})`);
		});
		pages.set(place, text);
	}
	return pages;
}

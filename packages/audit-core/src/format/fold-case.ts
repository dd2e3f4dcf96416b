/**
 * Upper and lower case alike. Two foreign letters that lower into ASCII (K of Kelvin, dotted I) are left as
 * they are, so that ASCII text is only found where ASCII stands; and a sigma is the same at a word's end.
 */
export function foldCase(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text.replace(/[^\u0130\u212a]+/g, (part) => part.toLowerCase()).replaceAll('ς', 'σ');
}

const ASCII = /^[\0-\x7f]*$/;

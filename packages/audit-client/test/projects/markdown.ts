import { lexer, walkTokens, type Token } from 'marked';

function tokensIn(text: string): Token[] {
	const tokens: Token[] = [];
	void walkTokens(lexer(text), (token) => void tokens.push(token));
	return tokens;
}

/** Where the links and pictures of a page lead. */
export function linksIn(text: string): string[] {
	return tokensIn(text).flatMap((token) =>
		token.type === 'link' || token.type === 'image' ? [token.href as string] : [],
	);
}

/** The anchors of a page's headings, as GitHub and npm make them. */
export function anchorsIn(text: string): string[] {
	return tokensIn(text).flatMap((token) => {
		if (token.type !== 'heading') return [];
		const words = (token.text as string).toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '');
		return [words.replaceAll(' ', '-')];
	});
}

/** The blocks of code in this language: `ts`. */
export function codeIn(text: string, language: string): string[] {
	return tokensIn(text).flatMap((token) =>
		token.type === 'code' && token.lang === language ? [token.text as string] : [],
	);
}

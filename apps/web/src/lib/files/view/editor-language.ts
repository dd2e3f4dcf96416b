import type { Extension } from '@codemirror/state';

const LANGUAGES: Record<string, () => Promise<Extension>> = {
	markdown: async () => {
		const { markdown, markdownLanguage } = await import('@codemirror/lang-markdown');
		return markdown({ base: markdownLanguage });
	},
	json: async () => (await import('@codemirror/lang-json')).json(),
	javascript: async () => (await import('@codemirror/lang-javascript')).javascript({ jsx: true }),
	typescript: async () =>
		(await import('@codemirror/lang-javascript')).javascript({ jsx: true, typescript: true }),
	python: async () => (await import('@codemirror/lang-python')).python(),
};

const BY_EXTENSION = new Map([
	...['md', 'markdown', 'mdown', 'mkd'].map((extension) => [extension, 'markdown'] as const),
	...['json', 'jsonl', 'webmanifest'].map((extension) => [extension, 'json'] as const),
	...['js', 'mjs', 'cjs', 'jsx'].map((extension) => [extension, 'javascript'] as const),
	...['ts', 'mts', 'cts', 'tsx'].map((extension) => [extension, 'typescript'] as const),
	...['py', 'pyi'].map((extension) => [extension, 'python'] as const),
]);

/** The language of a file by its name; `undefined` for plain text. */
export function languageOf(name: string): (() => Promise<Extension>) | undefined {
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	const language = BY_EXTENSION.get(extension);
	return language && LANGUAGES[language];
}

/**
 * Finds files that docs or comments name and that do not exist, for example because they were moved.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const PAGES = ['*.md', 'docs/*.md', '.changeset/*.md', '{apps,packages}/**/README.md'];
const SOURCES = [
	'{apps,packages}/*/{src,test}/**/*.{ts,svelte}',
	'{bench,e2e,examples,tools}/**/*.ts',
];
/** Decisions describe the state of their date: files they name may have been moved since. */
const DECISION = /^docs\/decisions\//;
/** Build results, which a fresh clone does not have. */
const BUILT = /(^|\/)(dist|build|reports)(\/|$)/;
const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g;
/** A path from the root of the repository. */
const PATH = /`((?:apps|packages|docs|bench|e2e|examples|tools|sample-home)\/[\w./-]+)`/g;
const CITED_DOC = /\bdocs\/[\w/-]+\.md\b/g;

export interface Citation {
	from: string;
	path: string;
}

/** The files a page names: links relative to the page, and paths relative to the root. */
export function citedIn(from: string, text: string): Citation[] {
	const links = [...text.matchAll(LINK)]
		.map(([, target]) => target!)
		.filter((target) => !/^[a-z]+:/.test(target))
		.map((target) => normalize(join(dirname(from), target)));
	const isPage = from.endsWith('.md');
	const paths = [...text.matchAll(isPage ? PATH : CITED_DOC)].map((found) => found.at(-1)!);
	return [...(isPage ? links : []), ...paths].map((path) => ({
		from,
		path: path.split(sep).join('/'),
	}));
}

/** All files that are named and do not exist. */
export function findMissing(root: string): Citation[] {
	const exclude = (path: string) => /node_modules|fixtures|dist|tools.test/.test(path);
	return globSync([...PAGES, ...SOURCES], { cwd: root, exclude })
		.map((path) => path.split(sep).join('/'))
		.filter((path) => !DECISION.test(path))
		.flatMap((path) => citedIn(path, readFileSync(join(root, path), 'utf8')))
		.filter(({ path }) => !BUILT.test(path) && !existsSync(join(root, path)));
}

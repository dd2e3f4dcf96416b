/** The code in the documentation compiles as it stands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { codeIn } from './markdown.ts';
import { makeProject, prepared, programPath, testWith } from './project.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const packed = (path: string) => join(prepared.root, 'node_modules/@tool-audit', path);
const PAGES: Record<string, string> = {
	core: packed('core/README.md'),
	client: packed('client/README.md'),
	http: packed('client/docs/http.md'),
	repository: join(ROOT, 'README.md'),
};

/** What the snippets take from those before them, or from the program around them. */
const GIVEN = `
import type { AuditClient } from '@tool-audit/client';
import type { AuditLog } from '@tool-audit/core';

declare global {
	const openAuditLog: typeof import('@tool-audit/core').openAuditLog;
	const createAuditClient: typeof import('@tool-audit/client').createAuditClient;
	const isAuditClientError: typeof import('@tool-audit/client').isAuditClientError;
	const writeFile: typeof import('node:fs/promises').writeFile;
	const expect: typeof import('vitest').expect;
	const client: AuditClient;
	const log: AuditLog;
	const home: string;
	const day: string;
	const url: string;
	const apiKey: string;
	const text: string;
	const signal: AbortSignal;
	const myFetch: typeof fetch;
	function token(): Promise<string>;
	function forecast(city: string): Promise<string>;
	function save(cursor: string): Promise<void>;
	function askForNewKey(): void;
	function programUnderTest(client: AuditClient): Promise<void>;
}
`;

const OPTIONS = {
	...{ target: 'es2022', lib: ['es2022', 'dom', 'esnext.disposable'], module: 'nodenext' },
	...{ types: ['node'], strict: true, exactOptionalPropertyTypes: true, noEmit: true },
	...{ noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true },
	// The types of tRPC are not right about those of Node.js.
	skipLibCheck: true,
	// The project does not install what its users bring.
	paths: Object.fromEntries(
		['@trpc/client', '@trpc/server'].map((name) => [
			name,
			[join(import.meta.dirname, '../../node_modules', name, 'dist/index.d.mts')],
		]),
	),
};

for (const version of ['5.7', '7.0']) {
	testWith(null, `the code in the documentation compiles with TypeScript ${version}`, async () => {
		const snippets = Object.entries(PAGES).flatMap(([page, path]) =>
			codeIn(readFileSync(path, 'utf8'), 'ts').map(
				(code, at) => [`${page}-${at + 1}.ts`, `${code}\nexport {};\n`] as const,
			),
		);
		expect(snippets.length).toBeGreaterThan(10);
		const project = makeProject({
			...{ 'tsconfig.json': { compilerOptions: OPTIONS }, 'given.d.ts': GIVEN },
			...Object.fromEntries(snippets),
		});
		const compiler = programPath(`typescript-${version}/bin/tsc`);
		const { code, stdout } = await project.run(process.execPath, compiler, '-p', '.');
		expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
	});
}

/** Compiles the examples of docstrings, so that what an editor shows can be copied. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const TSC = join(require.resolve('@typescript/native/package.json'), '../bin/tsc');
const BASE = join(import.meta.dirname, '../../tsconfig.base.json');

export interface Examples {
	/** The folder of the package. */
	folder: string;
	/** Imports and declarations: what the examples take from the program around them. `src` stands for the sources. */
	given: string;
}

/** What the compiler says; empty when all compile. Each example is a function that is named for its file. */
export function compileExamples({ folder, given }: Examples): { count: number; said: string } {
	const sources = join(folder, 'src').replaceAll('\\', '/');
	const examples = examplesIn(folder);
	const project = mkdtempSync(join(tmpdir(), 'tool-audit-examples-'));
	try {
		const typeRoots = [join(folder, 'node_modules/@types')];
		// The paths of its imports are not relative ones.
		const compilerOptions = { typeRoots, rewriteRelativeImportExtensions: false };
		const config = { extends: BASE, compilerOptions, files: ['examples.ts'] };
		writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
		writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
		const head = given.replaceAll("'src/", `'${sources}/`);
		writeFileSync(join(project, 'examples.ts'), [head, ...examples].join('\n'));
		const { stdout } = spawnSync(process.execPath, [TSC, '-p', project], { encoding: 'utf8' });
		return { count: examples.length, said: stdout };
	} finally {
		rmSync(project, { recursive: true, force: true });
	}
}

function examplesIn(folder: string): string[] {
	return globSync('src/**/*.ts', { cwd: folder })
		.filter((path) => !/\.(test|fixture)\.ts$/.test(path))
		.sort()
		.flatMap((path) => {
			const text = readFileSync(join(folder, path), 'utf8');
			const blocks = [...text.matchAll(/@example\n\s*\* ```ts\n([^]*?)```/g)];
			return blocks.map(([, block = ''], at) => {
				const code = block.replaceAll(/^\s*\* ?/gm, '').replaceAll(/^import .*$/gm, '');
				return `export async function ${path.replaceAll(/\W/g, '_')}_${at + 1}() {\n${code}\n}`;
			});
		});
}

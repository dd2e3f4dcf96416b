/**
 * Compiles the kernels of scans, and writes them into a file of the sources:
 *
 *     pnpm exec node packages/audit-core/tools/build-kernels.ts
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = join(import.meta.dirname, '../kernels');
const COMPILER = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));
export const COMPILED_FILE = join(import.meta.dirname, '../src/read/scan/kernels.wasm.ts');
/** Of 64 KiB: the tables, and two blocks with room for the longest line before each (see kernels.ts). */
const MEMORY_PAGES = 192;

/** The text of the file. */
export async function compileKernels(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-kernels-'));
	try {
		const file = join(folder, 'kernels.wasm');
		await promisify(execFile)(process.execPath, [
			...[COMPILER, join(FOLDER, 'index.ts'), '--outFile', file],
			...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='],
			...['--initialMemory', String(MEMORY_PAGES), '--maximumMemory', String(MEMORY_PAGES)],
		]);
		const base64 = readFileSync(file).toString('base64');
		return `/** Written by tools/build-kernels.ts. */\nexport const KERNELS =\n\t'${base64}';\n`;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

if (import.meta.main) writeFileSync(COMPILED_FILE, await compileKernels());

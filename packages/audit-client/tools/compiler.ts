import { join } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '..');
export const NAME = 'AuditRouter';
export const SERVED = join(ROOT, 'src/router.ts');
export const PUBLISHED = join(ROOT, 'dist/router.d.ts');

/** A compiler program for one file and its imports, with the package's own settings. */
export function openProgram(file: string): ts.Program {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
		ts.sys.readFile(path),
	) as { config: unknown };
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	// Declarations are checked too, because the published type is one.
	return ts.createProgram([file], { ...options, skipLibCheck: false });
}

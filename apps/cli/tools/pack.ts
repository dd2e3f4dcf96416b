/**
 * Packs the package that people install:
 *
 *     pnpm package          builds the page and writes apps/cli/dist/tool-audit-<version>.tgz
 */
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makePackage } from './make-package.ts';

const ROOT = join(import.meta.dirname, '../../..');
const WEB = join(ROOT, 'apps/web');
const OUT = join(ROOT, 'apps/cli/dist');

rmSync(OUT, { recursive: true, force: true });
const list = readFileSync(join(WEB, '.svelte-kit/bundled-modules.json'), 'utf8');
const packed = await makePackage({
	web: join(WEB, 'build'),
	webModules: JSON.parse(list) as string[],
	out: OUT,
});
console.log(relative(ROOT, packed));

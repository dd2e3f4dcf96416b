import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCircles, importsOf, readImports } from '../circles.ts';

const circlesOf = (texts: Record<string, string>) =>
	findCircles(importsOf(new Map(Object.entries(texts))));

test('the repository has no circular imports', () => {
	const imports = readImports(join(import.meta.dirname, '../..'));
	const found = [...imports.values()].flat();
	expect([imports.size, found.length]).toEqual([expect.toSatisfy(many), expect.toSatisfy(many)]);
	expect(findCircles(imports).map((circle) => circle.join(' → '))).toEqual([]);
});

const many = (count: number) => count > 500;

test('reports a circle as the path that leads back', () => {
	const texts = {
		'apps/web/src/routes/page.svelte': `<script>\n\timport {\n\t\ta,\n\t} from '#lib/a.ts';\n</script>`,
		'apps/web/src/lib/a.ts': `import * as b from './deep/b.ts';`,
		'apps/web/src/lib/deep/b.ts': `export { c } from './c.ts';`,
		'apps/web/src/lib/deep/c.ts': `import type { A } from '../a.ts';`,
	};
	expect(circlesOf(texts)).toEqual([
		[
			'apps/web/src/lib/a.ts',
			'apps/web/src/lib/deep/b.ts',
			'apps/web/src/lib/deep/c.ts',
			'apps/web/src/lib/a.ts',
		],
	]);
});

test.each([
	[
		'imports that only meet',
		{ 'a.ts': `import './b.ts'; import './c.ts'`, 'b.ts': `import './c.ts'`, 'c.ts': '' },
	],
	['a component within itself', { 'a.svelte': `import A from './a.svelte'` }],
	['an import on demand', { 'a.ts': `import './b.ts'`, 'b.ts': `await import('./a.ts')` }],
])('%s are no circle', (_, texts) => {
	expect(circlesOf(texts as Record<string, string>)).toEqual([]);
});

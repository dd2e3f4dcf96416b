import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { use } from '../../../tools/packages/bundle-plugins.ts';

const GZIP_BYTES_MAX = 18_000;
const INDEX = join(import.meta.dirname, '../src/index.ts');
const PROGRAM = `import { createAuditClient } from ${JSON.stringify(INDEX)};
	globalThis.client = createAuditClient({});`;

test(`weighs at most ${GZIP_BYTES_MAX / 1000} kB in a page that creates a client, gzip`, async () => {
	const bundle = await rolldown({
		input: 'program',
		platform: 'browser',
		transform: { target: 'es2022' },
		treeshake: { moduleSideEffects: false, propertyReadSideEffects: false },
		plugins: [
			{
				name: 'program',
				resolveId: (id) => (id === 'program' ? id : null),
				load: (id) => (id === 'program' ? { code: PROGRAM, moduleSideEffects: true } : null),
			},
			use('browser'),
			use('published'),
		],
	});
	const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
	const { code } = output[0];
	expect(code).toContain('authorization');
	expect(code).not.toMatch(/worker_threads/);
	expect(gzipSync(code).byteLength).toBeLessThanOrEqual(GZIP_BYTES_MAX);
});

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, test } from 'vitest';

const CORE = join(import.meta.dirname, '..');
const ENTRY = join(CORE, 'src/format/index.ts');
const GZIP_BYTES_MAX = 6_500;

let chunk: Rolldown.OutputChunk;

beforeAll(async () => {
	const built = (await build({
		configFile: false,
		logLevel: 'silent',
		build: {
			write: false,
			rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
		},
	})) as Rolldown.RolldownOutput;
	expect(built.output).toHaveLength(1);
	chunk = built.output[0];
});

test('@tool-audit/core/format imports no library', () => {
	const modules = chunk.moduleIds.filter((id) => !id.startsWith(join(CORE, 'src/')));
	expect({ modules, imports: chunk.imports }).toEqual({ modules: [], imports: [] });
});

test('@tool-audit/core/format uses nothing that only Node.js has', () => {
	expect(chunk.code).not.toMatch(/\b(Buffer|process|require|__dirname)\b/);
});

test(`@tool-audit/core/format weighs at most ${GZIP_BYTES_MAX / 1000} kB, gzip`, () => {
	expect(gzipSync(chunk.code).byteLength).toBeLessThanOrEqual(GZIP_BYTES_MAX);
});

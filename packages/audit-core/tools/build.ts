/** Builds the package as it is published, into `dist`. */
import { join } from 'node:path';
import { buildPackage } from '../../../tools/packages/build-package.ts';

await buildPackage({
	folder: join(import.meta.dirname, '..'),
	alone: ['filter-schema', 'format', 'process-end'],
	shared: {
		// All that a recorder needs at once, and then what it loads when it needs it.
		recording: ['src/open-recorder.ts', 'src/sync-recorder.ts'],
		redaction: [
			'src/write/redacting-encoder.ts',
			'src/write/redact-file.ts',
			'src/format/redact/re2-patterns.ts',
		],
		lines: ['src/read/query/calls.ts', 'src/format/time.ts'],
	},
});

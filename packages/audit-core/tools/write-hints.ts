/**
 * Writes `src/format/redact/hints.ts` from the rules of redaction:
 *
 *     node packages/audit-core/tools/write-hints.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNameRule } from '../src/format/redact/names.ts';
import { createSearch } from '../src/format/redact/search.ts';
import { writeHints } from '../src/format/redact/secret-hints.ts';

const hints = writeHints(createSearch(createNameRule(), []).lineLiterals());
writeFileSync(
	join(import.meta.dirname, '../src/format/redact/hints.ts'),
	`/** Written by tools/write-hints.ts: see secret-hints.ts. */\nexport const HINTS: Readonly<Record<string, string>> = ${JSON.stringify(hints)};\n`,
);

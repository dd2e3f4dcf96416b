/**
 * A program that uses all of core: it records with redaction, searches in a worker thread, reads, and prints what came of it.
 * Arguments: a folder, and optionally the path of the threads' program.
 */
const BODY = `
const warnings = [];
process.on('warning', ({ message }) => warnings.push(message));

async function main([folder, scanWorker]) {
	const home = folder + '/home';
	const redact = { patterns: [{ name: 'badge', pattern: 'B-\\\\d{4}' }] };
	const log = openAuditLog({ home, redact, scanWorker });
	const call = { user: 'alice', tool: 'x', args: { badge: 'B-1234' }, status: 'ok', result: 'needle' };
	const { written, day } = await log.record(call);
	const recorder = await openRecorder({ home, data: folder + '/data' });
	await recorder.record(call);
	await recorder.close();
	const sync = await openSyncRecorder({ home, redact: false });
	sync.record(call);
	// Expressions are always searched in a thread.
	const { entries } = await log.search('alice', { filter: { text: 'ne+dle', regex: true }, budgetMs: 60_000 });
	const error = await log.search('alice', { filter: { text: '(', regex: true } }).catch((error) => error);
	await log.close();
	console.log(JSON.stringify({
		written,
		found: entries.length,
		redacted: entries.filter(({ entry }) => entry.args.badge.startsWith('[redacted:badge:')).length,
		error: error instanceof AuditError && error.code,
		schemas: [filterSchema, eager].map((schema) => schema.safeParse({ text: '' }).success),
		time: parseTs('2026-11-30T12:00:00Z').offsetMs,
		warnings,
	}));
}
`;

const NAMES: Record<string, string[]> = {
	'@tool-audit/core': ['AuditError', 'filterSchema', 'openAuditLog'],
	'@tool-audit/core/filter-schema': ['filterSchema as eager'],
	'@tool-audit/core/format': ['parseTs'],
	'@tool-audit/core/recorder': ['openRecorder'],
	'@tool-audit/core/sync-recorder': ['openSyncRecorder'],
};

const lines = (line: (names: string, from: string) => string): string =>
	Object.entries(NAMES)
		.map(([from, names]) => line(names.join(', '), from))
		.join('\n');

export const ESM_PROGRAM = `import process from 'node:process';
${lines((names, from) => `import { ${names} } from '${from}';`)}
${BODY}
await main(process.argv.slice(2));
`;

export const COMMONJS_PROGRAM = `
${lines((names, from) => `const { ${names.replace(' as ', ': ')} } = require('${from}');`)}
${BODY}
main(process.argv.slice(2));
`;

/** What the program prints. */
export const PRINTED = {
	written: true,
	found: 3,
	redacted: 1,
	error: 'bad-filter',
	schemas: [false, false],
	time: 0,
	warnings: [] as string[],
};

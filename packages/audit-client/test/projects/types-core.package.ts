import { expect } from 'vitest';
import { testWith } from './project.ts';
import { TYPESCRIPT_CASES } from './typescript-cases.ts';

const PROGRAM = `
import {
	AuditError, filterSchema, isUser, openAuditLog,
	type AuditLogOptions, type Call, type Entry, type Filter, type Receipt, type Signal, type StoredRows,
} from '@tool-audit/core';
import { filterSchema as eager } from '@tool-audit/core/filter-schema';
import { parseTs, STATUSES, type Status } from '@tool-audit/core/format';
import { flushAtEnd, type AtEnd } from '@tool-audit/core/process-end';
import { openRecorder, type OpenRecorder } from '@tool-audit/core/recorder';
import { openSyncRecorder } from '@tool-audit/core/sync-recorder';

export const call: Call = { user: 'alice', tool: 'x', args: { a: [1] }, status: 'ok', result: '' };
export const status: Status = STATUSES[0];
export const filter: Filter = filterSchema.parse({ text: 'x' });
export const same: typeof filterSchema = eager;

export async function main(options: AuditLogOptions, signal: Signal): Promise<Entry[]> {
	const log = openAuditLog(options);
	const receipt: Receipt = await log.record(call);
	const { entries } = await log.readDay('alice', receipt.day, { filter, signal });
	const rows: StoredRows = log.rows('alice', receipt.day);
	for await (const batch of rows) for (const row of batch) if (row.read().kind === 'entry') break;
	for await (const event of log.tail('alice', { signal })) if (event.type === 'rows') break;
	const recorder: OpenRecorder = await openRecorder({ home: options.home });
	(await openSyncRecorder({ home: options.home, timeZone: undefined })).record(call);
	await recorder.close();
	return entries.flatMap((row) => (row.problems ? [] : [row.entry]));
}

export const atEnd: AtEnd = { flush: () => undefined, isIdle: () => true };
export const mistakes = [
	// @ts-expect-error There is no such status.
	(): Call => ({ ...call, status: 'fine' }),
	// @ts-expect-error A folder is needed.
	() => openAuditLog({}),
	// @ts-expect-error A time may be missing.
	() => parseTs('').offsetMs,
];

export const shown = [isUser('alice'), typeof flushAtEnd, new AuditError('closed', 'It is.').message, filter.text].join();
`;

const RUN = "import { shown } from './out/program.js'; console.log(shown);";

for (const { name, runs, compile } of TYPESCRIPT_CASES) {
	testWith(null, `core: ${name}`, async () => {
		const project = await compile(PROGRAM, { files: { 'run.mjs': RUN } });
		if (!runs) return;
		const printed = await project.print(process.execPath, 'run.mjs');
		expect(printed).toBe('true,function,It is. Open the log again.,x\n');
	});
}

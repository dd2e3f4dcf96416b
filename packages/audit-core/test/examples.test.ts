/** The examples of the public docstrings compile. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileExamples } from '../../../tools/packages/compile-examples.ts';

const GIVEN = `
import * as z from '${join(import.meta.dirname, '../node_modules/zod/index.js').replaceAll('\\', '/')}';
import {
	distinctSecrets, filterSchema, isAuditError, isUser, openAuditLog, readRedactFile,
	type AuditLog, type Call, type CallArgs, type Entry, type Filter, type Signal,
} from 'src/index.ts';
import {
	addDays, countChars, hasAnsi, isDay, isStatus, lengthBeforeTruncation, machineZone, openZone,
	parseTs, statusNamed, stripAnsi, timeFault, visibleName, visibleParts, withoutTruncationMark,
} from 'src/format/index.ts';
import { mayHoldSecret } from 'src/format/redact/secret-hints.ts';
import { loadRedactFile, openRecorder } from 'src/open-recorder.ts';
import { openSyncRecorder } from 'src/sync-recorder.ts';
import { openMemoryLog, type MemoryLog } from 'src/testing.ts';

declare const log: MemoryLog;
declare const call: Call;
declare const entry: Entry;
declare const { args, result, user }: Call;
declare const day: string;
declare const home: string;
declare const signal: Signal;
declare function runMyAgent(options: { log: AuditLog }): Promise<void>;
declare function expect(value: unknown): { toEqual(expected: unknown): void };
`;

test('the examples of docstrings compile', () => {
	const { count, said } = compileExamples({
		folder: join(import.meta.dirname, '..'),
		given: GIVEN,
	});
	expect(count).toBeGreaterThan(30);
	expect(said).toBe('');
});

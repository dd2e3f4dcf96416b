import type { AuditLog, Call } from '@tool-audit/core';
import { expect, test } from 'vitest';
import type { SignedInCaller } from '../auth/caller.ts';
import { createReadings } from './readings.ts';

test('looking again an hour later is another reading', async () => {
	const calls: Call[] = [];
	const log = { record: async (call: Call) => void calls.push(call) } as unknown as AuditLog;
	let now = 0;
	const readings = createReadings(log, () => now);
	const caller = { kind: 'person', account: { user: 'ada' } } as SignedInCaller;
	await readings.note(caller, { user: 'ann' });
	now += 59 * 60 * 1000;
	await readings.note(caller, { user: 'ann' });
	expect(calls).toHaveLength(1);
	now += 60 * 1000;
	await readings.note(caller, { user: 'ann' });
	expect(calls).toHaveLength(2);
});

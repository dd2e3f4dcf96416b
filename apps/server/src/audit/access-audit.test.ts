import type { AuditLog, Call } from '@tool-audit/core';
import { expect, test } from 'vitest';
import type { SignedInPrincipal } from '../auth/principal.ts';
import { createAccessAudit } from './access-audit.ts';

test('reading again after an hour is recorded again', async () => {
	const calls: Call[] = [];
	const log = { record: async (call: Call) => void calls.push(call) } as unknown as AuditLog;
	let now = 0;
	const accessAudit = createAccessAudit(log, () => now);
	const principal = { kind: 'person', account: { user: 'ada' } } as SignedInPrincipal;
	await accessAudit.note(principal, { user: 'ann' });
	now += 59 * 60 * 1000;
	await accessAudit.note(principal, { user: 'ann' });
	expect(calls).toHaveLength(1);
	now += 60 * 1000;
	await accessAudit.note(principal, { user: 'ann' });
	expect(calls).toHaveLength(2);
});

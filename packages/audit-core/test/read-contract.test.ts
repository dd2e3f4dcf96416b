import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openAuditLog } from '../src/index.ts';
import { describeAuditLog } from './contract.ts';

describeAuditLog('the log over JSONL files', async (clock) => {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-contract-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const [home, data] = [join(folder, 'home'), join(folder, 'data')];
	return openAuditLog({ home, data, timeZone: 'UTC', now: () => clock.now });
});

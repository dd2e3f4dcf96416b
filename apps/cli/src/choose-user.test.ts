import { AuditError, type AuditLog, type ReadOptions } from '@tool-audit/core';
import type { Settings } from '@tool-audit/settings';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { chooseUser } from './choose-user.ts';

test('stops looking for a log when the command is stopped', async () => {
	const listUsers = ({ signal }: ReadOptions = {}) =>
		signal?.aborted
			? Promise.reject(new AuditError('aborted', 'Stopped.'))
			: Promise.resolve(['a']);
	const settings = () => ({ home: '/nowhere', data: '/nowhere', user: undefined }) as Settings;
	const log = { listUsers } as AuditLog;
	const context = { settings } as Context;
	expect(await chooseUser(log, undefined, context)).toBe('a');
	const stopped = chooseUser(log, undefined, context, { signal: AbortSignal.abort() });
	await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
});

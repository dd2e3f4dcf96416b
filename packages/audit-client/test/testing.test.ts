import { expect, test } from 'vitest';
import { AuditClientError, createFakeClient } from '../src/testing.ts';

test('a client for tests fails as a test wants', async () => {
	const seen: string[] = [];
	const client = createFakeClient({
		onCall(path) {
			seen.push(path);
			throw new AuditClientError({ code: 'network', message: 'No server.', retryable: true });
		},
	});
	await expect(client.audit.listDays.query()).rejects.toMatchObject({ code: 'network' });
	await expect(client.tail().next()).rejects.toMatchObject({ code: 'network' });
	expect(seen).toEqual(['audit.listDays', 'audit.tail']);
});

test('an option that it does not have is refused', () => {
	expect(() => createFakeClient({ usr: 'bob' } as object)).toThrow(
		/^createFakeClient has no option "usr"/,
	);
});

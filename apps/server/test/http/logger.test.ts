import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../fixtures/accounts.ts';
import { startServer } from '../fixtures/server.ts';

describe('the server’s own log', () => {
	test('has a line per request, with its id and without its query', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		server.logged.length = 0;
		const { headers } = await ada.call('audit.recent', { filter: { text: 'needle' } });
		await expect.poll(() => server.logged.length).toBe(1);
		const line = JSON.parse(server.logged[0]!) as Record<string, unknown>;
		expect(line).toMatchObject({ method: 'GET', path: '/trpc/audit.recent', status: 200 });
		expect(line.reqId).toBe(headers.get('x-request-id'));
		expect(server.logged.join()).not.toContain('needle');
	});

	test('contains no secrets', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		const program = await server.program(ada.account, ['audit:read', 'audit:write']);
		await program.call('audit.record', {
			tool: 't',
			args: { content: 'needle' },
			status: 'ok',
			result: 'needle',
		});
		await server.client().call('session.signIn', { username: 'ada', password: 'needle' });
		await server.close();
		const logged = server.logged.join();
		for (const secret of [PASSWORD, program.secret, ada.cookie, 'needle']) {
			expect(logged).not.toContain(secret);
		}
	});
});

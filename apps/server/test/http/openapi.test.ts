import { expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';

test('the document describes the plain endpoints for programs', async () => {
	const server = await startServer();
	const { data } = await server.client().get('/api/openapi.json');
	expect(data.openapi).toBe('3.1.0');
	expect(Object.keys(data.paths)).toEqual([
		'/api/audit/files',
		'/api/audit/day',
		'/api/audit/export',
	]);
	expect(data.paths['/api/audit/day'].get.parameters[0]).toMatchObject({
		name: 'date',
		in: 'query',
	});
});

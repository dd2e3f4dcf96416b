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

test('the document describes the parts of a filter that plain addresses take', async () => {
	const server = await startServer();
	const { data } = await server.client().get('/api/openapi.json');
	for (const path of ['/api/audit/day', '/api/audit/export']) {
		const { parameters } = data.paths[path].get;
		const named = (name: string) =>
			parameters.find((parameter: { name: string }) => parameter.name === name);
		for (const name of ['agent', 'source', 'denied-by']) {
			expect(named(name)).toMatchObject({
				in: 'query',
				schema: { type: 'array', items: { type: 'string' } },
			});
			expect(named(name)).not.toHaveProperty('required', true);
		}
		expect(named('min-duration').schema).toMatchObject({ type: 'number', minimum: 0 });
	}
});

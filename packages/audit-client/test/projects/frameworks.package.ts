/** Both packages in what runs other people's code: Next.js, Jest and Vitest. */
import { expect } from 'vitest';
import { openRealServer } from '../real-server.ts';
import { makeProject, prepared, programPath, testWith, type Project } from './project.ts';

/** Records a call and reads the day, in `home` and on a server. */
const ROUTE = `
import { createAuditClient } from '@tool-audit/client';
import { openAuditLog } from '@tool-audit/core';

export const dynamic = 'force-dynamic';

export async function POST(request) {
	const { home, url, apiKey } = await request.json();
	const call = { tool: 'x', args: {}, status: 'ok', result: 'needle' };
	const log = openAuditLog({ home });
	const { day } = await log.record({ user: 'alice', ...call });
	const { entries } = await log.search('alice', { filter: { text: 'ne+dle', regex: true }, budgetMs: 60_000 });
	await log.close();
	const { audit } = createAuditClient({ url, apiKey });
	await audit.record.mutate(call);
	const page = await audit.readDay.query({ day });
	return Response.json({ found: entries.length, total: page.total });
}
`;

const NEXT = () => programPath('next/dist/bin/next');
const LISTENING = /http:\/\/localhost:(\d+)/;

async function nextProject(external: string[]): Promise<Project> {
	const project = makeProject({
		'app/layout.js': 'export default ({ children }) => <html><body>{children}</body></html>;',
		'app/page.js': 'export default () => <p>Tool Audit</p>;',
		'app/api/calls/route.js': ROUTE,
		'next.config.mjs': `export default {
			serverExternalPackages: ${JSON.stringify(external)},
			turbopack: { root: ${JSON.stringify(prepared.programs)} },
			outputFileTracingRoot: ${JSON.stringify(prepared.programs)},
		};`,
	});
	await project.print(process.execPath, NEXT(), 'build');
	return project;
}

/** Starts the built project, and returns its address. */
function startNext(project: Project): Promise<string> {
	const child = project.start(process.execPath, NEXT(), 'start', '--port', '0');
	let text = '';
	return new Promise((resolve, reject) => {
		child.stdout!.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			const port = LISTENING.exec(text)?.[1];
			if (port) resolve(`http://127.0.0.1:${port}`);
		});
		child.once('close', () => reject(new Error(`Next.js ended: ${text}`)));
	});
}

for (const [way, external] of [
	['bundled', []],
	['left out of the bundle', ['@tool-audit/core']],
] as const) {
	testWith(null, `Next.js: a route records and reads, with core ${way}`, async () => {
		await using server = await openRealServer();
		const project = await nextProject([...external]);
		const address = `${await startNext(project)}/api/calls`;
		const apiKey = await server.keyFor('audit:read', 'audit:write');
		const body = JSON.stringify({ home: `${project.folder}/home`, url: server.url, apiKey });
		const response = await fetch(address, { method: 'POST', body });
		expect(await response.json()).toEqual({ found: 1, total: 1 });
	});
}

/** Facts about both packages, for a runner of tests with `test` and `expect`. */
const FACTS = `
test('core records and reads', async () => {
	const log = openAuditLog({ home: __dirname + '/home' });
	const { day } = await log.record({ user: 'alice', tool: 'x', args: {}, status: 'ok', result: 'needle' });
	const { entries } = await log.search('alice', { filter: { text: 'ne+dle', regex: true }, budgetMs: 60_000 });
	await log.close();
	expect(entries.map(({ day }) => day)).toEqual([day]);
	await expect(log.listDays('../bob')).rejects.toMatchObject({ code: 'bad-user' });
	expect(filterSchema.safeParse({ text: '' }).success).toBe(false);
});

test('the client says what is wrong', async () => {
	const { audit } = createAuditClient({ url: 'http://127.0.0.1:65001', apiKey: 'ta_none' });
	await expect(audit.listDays.query({})).rejects.toThrow("can't be reached");
});
`;
const IMPORTS = `
import { createAuditClient } from '@tool-audit/client';
import { filterSchema, openAuditLog } from '@tool-audit/core';
`;
const REQUIRES = `
const { createAuditClient } = require('@tool-audit/client');
const { filterSchema, openAuditLog } = require('@tool-audit/core');
`;
const PASSED = /Tests:? +2 passed/;

testWith(null, 'Jest, in CommonJS', async () => {
	const project = makeProject({
		'package.json': { name: 'project', private: true },
		'jest.config.js': 'module.exports = {};',
		'both.test.js': REQUIRES + FACTS,
	});
	const { code, stderr } = await project.run(process.execPath, programPath('jest/bin/jest.js'));
	expect(stderr).toMatch(PASSED);
	expect(code).toBe(0);
});

testWith(null, 'Jest, with TypeScript by SWC', async () => {
	const swc = JSON.stringify(programPath('@swc/jest'));
	const project = makeProject({
		'package.json': { name: 'project', private: true },
		'jest.config.js': `module.exports = { transform: { '\\\\.ts$': ${swc} } };`,
		'both.test.ts': `${IMPORTS}\nconst days: string[] = [];\n${FACTS}`,
	});
	const { code, stderr } = await project.run(process.execPath, programPath('jest/bin/jest.js'));
	expect(stderr).toMatch(PASSED);
	expect(code).toBe(0);
});

testWith(null, 'Vitest', async () => {
	const project = makeProject({
		'both.test.ts': `import { expect, test } from 'vitest';
			${IMPORTS}
			const __dirname = import.meta.dirname;
			${FACTS}`,
	});
	const vitest = programPath('vitest/vitest.mjs');
	expect(await project.print(process.execPath, vitest, 'run')).toMatch(PASSED);
});

testWith(null, 'Vitest, which transforms both packages', async () => {
	const project = makeProject({
		'vitest.config.mjs':
			'export default { test: { server: { deps: { inline: [/@tool-audit/] } } } };',
		'both.test.ts': `import { expect, test } from 'vitest';
			${IMPORTS}
			const __dirname = import.meta.dirname;
			${FACTS}`,
	});
	const vitest = programPath('vitest/vitest.mjs');
	expect(await project.print(process.execPath, vitest, 'run')).toMatch(PASSED);
});

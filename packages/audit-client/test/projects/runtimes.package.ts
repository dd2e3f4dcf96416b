/** Both packages in what runs JavaScript: as an ES module and by `require`. */
import { expect } from 'vitest';
import { openRealServer } from '../real-server.ts';
import { COMMONJS_PROGRAM, ESM_PROGRAM, PRINTED } from './core-program.ts';
import { NODES, nodeName } from './programs.ts';
import { makeProject, RUNTIMES, testWith } from './project.ts';

const CLIENT_BODY = `
async function main([url, apiKey]) {
	const { audit } = createAuditClient({ url, apiKey });
	const { day } = await audit.record.mutate({ tool: 'x', args: { a: [1] }, status: 'ok', result: 'done' });
	const large = { tool: 'x', args: {}, status: 'ok', result: 'x'.repeat(700_000) };
	await Promise.all(Array.from({ length: 10 }, () => audit.record.mutate(large)));
	const { entries, total } = await audit.readDay.query({ day });
	const error = await audit.entry.query({ day, ref: 'nonsense' }).catch((error) => error);
	console.log(entries[0].entry.args.a[0], total, isAuditClientError(error), error.data.code);
}
`;
const CLIENT_NAMES = '{ createAuditClient, isAuditClientError }';

const FILES = {
	'core.mjs': ESM_PROGRAM,
	'core.cjs': COMMONJS_PROGRAM,
	'client.mjs': `import process from 'node:process';
		import ${CLIENT_NAMES} from '@tool-audit/client';
		${CLIENT_BODY}
		await main(process.argv.slice(2));`,
	'client.cjs': `const ${CLIENT_NAMES} = require('@tool-audit/client');
		${CLIENT_BODY}
		main(process.argv.slice(2));`,
};

const RUNS: { name: string; program: string; path: () => string; args: string[] }[] = [
	...NODES.map((version) => ({
		name: `Node ${version}`,
		program: nodeName(version),
		path: () => RUNTIMES.node(version),
		args: [],
	})),
	{ name: 'Bun', program: 'bun', path: RUNTIMES.bun, args: ['run'] },
	{ name: 'Deno', program: 'deno', path: RUNTIMES.deno, args: ['run', '--allow-all', '--quiet'] },
];

for (const { name, program, path, args } of RUNS) {
	for (const [kind, extension] of [
		['import', 'mjs'],
		['require', 'cjs'],
	]) {
		testWith(program, `${name}: core by ${kind}`, async () => {
			const project = makeProject(FILES);
			const text = await project.print(path(), ...args, `core.${extension}`, project.folder);
			expect(JSON.parse(text)).toEqual(PRINTED);
		});

		testWith(program, `${name}: the client by ${kind}`, async () => {
			await using server = await openRealServer();
			const key = await server.keyFor('audit:read', 'audit:write');
			const project = makeProject(FILES);
			const text = await project.print(path(), ...args, `client.${extension}`, server.url, key);
			expect(text).toBe('1 11 true NOT_FOUND\n');
		});
	}
}

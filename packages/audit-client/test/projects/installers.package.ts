/** Both packed packages together, by whatever installs them. */
import { expect } from 'vitest';
import { COMMONJS_PROGRAM, ESM_PROGRAM, PRINTED } from './core-program.ts';
import { manifestWith } from './prepare.ts';
import { makeProject, prepared, programPath, testWith } from './project.ts';

const CLIENT_PROGRAM = `
import { createAuditClient } from '@tool-audit/client';
const { audit } = createAuditClient({ url: 'http://127.0.0.1:65001', apiKey: 'ta_none' });
await audit.listDays.query({}).catch(({ message }) => console.log(message.includes('ECONNREFUSED')));
`;

interface Installer {
	name: string;
	/** Its name among the programs that this machine may not have. */
	program: string | null;
	install: () => [program: string, ...args: string[]];
	files?: Record<string, string>;
}

const INSTALLERS: Installer[] = [
	{
		name: 'npm',
		program: null,
		install: () => ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
	},
	{
		name: 'pnpm',
		program: null,
		install: () => ['pnpm', 'install', '--ignore-workspace'],
		// Not of the workspace that these tests are in.
		files: { 'pnpm-workspace.yaml': 'packages: []\n' },
	},
	{
		name: 'yarn 1',
		program: null,
		install: () => [process.execPath, programPath('yarn/bin/yarn.js'), 'install', '--no-lockfile'],
	},
	{
		name: 'yarn 4',
		program: null,
		install: () => [process.execPath, programPath('@yarnpkg/cli-dist/bin/yarn.js'), 'install'],
		files: {
			'.yarnrc.yml': 'nodeLinker: node-modules\nenableGlobalCache: true\n',
			'yarn.lock': '',
		},
	},
	{ name: 'bun', program: 'bun', install: () => [programPath('.bin/bun'), 'install'] },
];

for (const { name, program, install, files = {} } of INSTALLERS) {
	testWith(program, `${name} installs both`, async () => {
		const project = makeProject({
			'core.mjs': ESM_PROGRAM,
			'core.cjs': COMMONJS_PROGRAM,
			'client.mjs': CLIENT_PROGRAM,
			...files,
		}).copyAlone('.');
		project.write('package.json', manifestWith(prepared.packed));
		await project.print(...install());
		for (const core of ['core.mjs', 'core.cjs']) {
			const text = await project.print(process.execPath, core, `${project.folder}/${core}-logs`);
			expect(JSON.parse(text)).toEqual(PRINTED);
		}
		expect(await project.print(process.execPath, 'client.mjs')).toBe('true\n');
	});
}

testWith(null, 'npm installs core with the client alone, once it is in a registry', async () => {
	const manifest = JSON.parse(
		await makeProject({}).print(
			...(['tar', '-xzOf', prepared.packed.client, 'package/package.json'] as const),
		),
	) as { version: string; peerDependencies: Record<string, string> };
	expect(manifest.peerDependencies['@tool-audit/core']).toBe(`^${manifest.version}`);
});

/** tRPC's own integration with TanStack Query, over the client's entry for tRPC: both ends of the range of its peers. */
import { expect } from 'vitest';
import { openRealServer } from '../real-server.ts';
import { manifestWith } from './prepare.ts';
import { hasNewClient, makeProject, prepared, programPath, testIf } from './project.ts';

const TRPC_VERSIONS = ['11.22.1', '11.25.2'];
/** The newest there is. It names one version of tRPC's client as its peer, and runs with the others. */
const INTEGRATION = '11.22.1';

const PROGRAM = `
import { auditLinks, type AuditRouter } from '@tool-audit/client/trpc';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';

const [url = '', apiKey = ''] = process.argv.slice(2);
const queryClient = new QueryClient();
const client = createTRPCClient<AuditRouter>({ links: auditLinks({ url, apiKey }) });
const trpc = createTRPCOptionsProxy<AuditRouter>({ client, queryClient });

const { day } = await client.audit.record.mutate({ tool: 'x', args: {}, status: 'ok', result: '' });
const { total, entries } = await queryClient.fetchQuery(trpc.audit.readDay.queryOptions({ day }));
const tool: string | undefined = entries[0]?.problems ? undefined : entries[0]?.entry.tool;
console.log(total, tool);

// @ts-expect-error A day is a string.
export const mistake = () => trpc.audit.readDay.queryOptions({ day: 5 });
`;

const TSCONFIG = {
	compilerOptions: {
		...{ target: 'es2022', lib: ['es2022', 'dom', 'esnext.disposable'], module: 'nodenext' },
		// The types of tRPC need those of Node.js and of a browser, and are not right about them.
		...{ types: ['node'], strict: true, skipLibCheck: true, outDir: 'out', rootDir: '.' },
	},
	files: ['program.ts'],
};

for (const version of TRPC_VERSIONS) {
	testIf(
		hasNewClient || 'the client has no entry for tRPC yet',
		`TanStack Query over tRPC ${version}`,
		async () => {
			const project = makeProject({ 'program.ts': PROGRAM, 'tsconfig.json': TSCONFIG });
			const { dependencies, ...manifest } = JSON.parse(manifestWith(prepared.packed)) as {
				dependencies: Record<string, string>;
			};
			project.write('package.json', {
				...manifest,
				dependencies: {
					...dependencies,
					'@tanstack/react-query': '5.108.4',
					'@trpc/client': version,
					'@trpc/server': version,
					'@trpc/tanstack-react-query': INTEGRATION,
					'@types/node': '22.19.0',
					react: '19.3.1',
				},
			});
			const install = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
			// It is not among the peers that the integration names.
			if (version !== INTEGRATION) install.push('--legacy-peer-deps');
			await project.print('npm', ...install);
			await project.print(process.execPath, programPath('typescript-6.0/bin/tsc'), '-p', '.');
			await using server = await openRealServer();
			const args = ['out/program.js', server.url, await server.keyFor('audit:read', 'audit:write')];
			expect(await project.print(process.execPath, ...args)).toBe('1 x\n');
		},
	);
}

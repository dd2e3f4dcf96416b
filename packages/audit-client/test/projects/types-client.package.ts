import { hasNewClient, testWith } from './project.ts';
import { TYPESCRIPT_CASES } from './typescript-cases.ts';

const PROGRAM = `
import { createAuditClient, isAuditClientError, type Entry, type Page } from '@tool-audit/client';

export async function main(url: string, apiKey: string): Promise<string[]> {
	const { audit } = createAuditClient({ url, apiKey });
	const { day } = await audit.record.mutate({
		tool: 'x',
		args: { a: [1] },
		status: 'ok',
		result: 'done',
	});
	const page: Page = await audit.readDay.query({ day, limit: 10 });
	const [row] = page.entries;
	const entry: Entry | undefined = row?.problems ? undefined : row?.entry;
	const error: unknown = await audit.entry.query({ day, ref: 'nonsense' }).catch((error) => error);
	return [entry?.tool ?? '', isAuditClientError(error) ? String(error.data?.code) : ''];
}

export const mistakes = (page: Page, { audit }: ReturnType<typeof createAuditClient>) => [
	// @ts-expect-error A day is a string.
	() => audit.readDay.query({ day: 5 }),
	// @ts-expect-error There is no such status.
	() => audit.record.mutate({ tool: 'x', args: {}, status: 'fine', result: '' }),
	// @ts-expect-error Rows are in \`entries\`.
	() => page.rows,
];
`;

// The types of tRPC's client need those of Node.js or of a browser, and are not right about them.
const CASES = TYPESCRIPT_CASES.filter(({ hasTypes }) => hasTypes || hasNewClient);

for (const { name, compile } of CASES) {
	testWith(null, `client: ${name}`, async () => {
		await compile(PROGRAM, { skipLibCheck: !hasNewClient });
	});
}

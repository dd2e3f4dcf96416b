/** Prints the calls of a day that failed or were denied, all pages of them. The argument is the day, else it is today. */
import { createAuditClient, isAuditClientError } from '@tool-audit/client';

const client = createAuditClient();

try {
	const { today } = await client.audit.listDays.query();
	const day = process.argv[2] ?? today;
	for await (const row of client.rows(day, { filter: { status: ['error', 'denied'] } })) {
		if (row.kind === 'entry') console.log(row.position, row.entry.tool, row.entry['reason'] ?? '');
	}
} catch (error) {
	if (!isAuditClientError(error)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

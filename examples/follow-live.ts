/**
 * Prints calls as they are recorded: first those of the last hour, then live, until Ctrl+C. It goes on after a restart of the
 * server. Needs a key with the scope audit:read in TOOL_AUDIT_KEY, and the server's address in TOOL_AUDIT_URL.
 */
import { createAuditClient } from '@tool-audit/client';

const client = createAuditClient();
const since = new Date(Date.now() - 3_600_000);

for await (const row of client.tail({ since })) {
	if (row.kind === 'damaged') console.log('damaged line', row.raw);
	else console.log(row.entry.ts, row.entry.tool, row.entry.status);
}

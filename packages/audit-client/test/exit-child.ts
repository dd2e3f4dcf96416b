/** Records a call, and exits after it was sent but before it is answered. Argument: the server's address. */
import { createAuditClient } from '../src/index.ts';

const { audit } = createAuditClient({
	url: process.argv[2] ?? '',
	apiKey: 'ta_any',
	batch: false,
});
void audit.record.mutate({ tool: 't', args: {}, status: 'ok', result: '' });
// The server answers this query only once it has received the call.
await audit.listDays.query({}).catch(() => undefined);
process.exit();

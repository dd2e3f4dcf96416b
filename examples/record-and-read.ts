/**
 * Records a call on a server and reads the day, with a key from
 * `tool-audit keys create --scope audit:read --scope audit:write`.
 */
import { createAuditClient } from '@tool-audit/client';

// The key comes from TOOL_AUDIT_KEY.
const { audit } = createAuditClient({
	url: process.env.TOOL_AUDIT_URL ?? 'http://127.0.0.1:8321',
});

const { day } = await audit.record.mutate({
	tool: 'weather.forecast',
	args: { city: 'Basel', days: 2 },
	status: 'ok', // or 'error', or 'denied'
	result: 'Sun, then rain.',
});

const page = await audit.readDay.query({ day });
for (const { position, entry } of page.entries) console.log(position, entry.tool, entry.status);

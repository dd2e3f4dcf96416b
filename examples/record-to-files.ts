/** Records a tool's calls directly to the files, without a server. */
import { type JsonObject, openAuditLog } from '@tool-audit/core';

const log = openAuditLog({ home: process.env.TOOL_AUDIT_HOME ?? './home' });
const user = 'alice';

/** Runs a tool and records the call, whether it succeeds or fails. */
async function recorded(tool: string, args: JsonObject, run: () => Promise<string>) {
	try {
		const result = await run();
		await log.record({ user, tool, args, status: 'ok', result });
		return result;
	} catch (error) {
		await log.record({ user, tool, args, status: 'error', result: String(error) });
		throw error;
	}
}

await recorded('clock.now', { zone: 'UTC' }, async () => new Date().toISOString());
await recorded('clock.set', { hour: 25 }, async () => {
	throw new RangeError('There is no hour 25.');
}).catch(() => {});

const { entries } = await log.recent(user, { limit: 2 });
for (const { entry } of entries) console.log(entry.tool, entry.status, entry.result_snippet);
await log.close();

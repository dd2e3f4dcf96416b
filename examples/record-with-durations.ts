/** Runs tools and records each call on a server, with how long it took. Needs a key with the scope audit:write. */
import { type CallArgs, createAuditClient } from '@tool-audit/client';

const { audit } = createAuditClient();
const session = `example-${process.pid}`;

async function recorded(tool: string, args: CallArgs, run: () => Promise<string>): Promise<string> {
	const started = performance.now();
	const end = () => ({ duration_ms: Math.round(performance.now() - started), session });
	try {
		const result = await run();
		await audit.record.mutate({ tool, args, status: 'ok', result, ...end() });
		return result;
	} catch (error) {
		await audit.record.mutate({ tool, args, status: 'error', result: String(error), ...end() });
		throw error;
	}
}

const forecast = await recorded('weather.forecast', { city: 'Basel', days: 2 }, async () => {
	await new Promise((resolve) => setTimeout(resolve, 20));
	return 'Sun, then rain.';
});
console.log(forecast);

/** Child: records source code and documentation, and times the calls. */
import { openAuditLog } from '@tool-audit/core';
import { answer } from '../harness/child.ts';
import { textPieces } from '../redaction/false-alarms.ts';
import { readPackages } from '../redaction/packages.ts';

export interface RedactInput {
	home: string;
	bytesMax: number;
	isRedacting: boolean;
}

await answer(async ({ home, bytesMax, isRedacting }: RedactInput) => {
	const log = openAuditLog({ home, ...(isRedacting ? {} : { redact: false as const }) });
	let bytes = 0;
	let ms = 0;
	for (const { text } of await readPackages()) {
		if (bytes >= bytesMax) break;
		const pieces = textPieces(text);
		const start = performance.now();
		const receipts = pieces.map((input) => {
			return log.record({ user: 'alice', tool: 't', args: { input }, status: 'ok', result: 'ok' });
		});
		ms += performance.now() - start;
		bytes += Buffer.byteLength(text);
		await Promise.all(receipts);
	}
	await log.close();
	return { msPerMegabyte: ms / (bytes / 1e6) };
});

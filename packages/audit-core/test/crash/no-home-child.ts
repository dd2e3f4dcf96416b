/**
 * Records one call into a home that can't be written to, and does nothing more: without `close`, and without an end of its
 * own. Arguments: home, data folder or nothing, `open` or `closed`, `record` or `recordSync`, a file to remove at last.
 */
import { rmSync } from 'node:fs';
import { openAuditLog } from '../../src/index.ts';
import { DAY } from './child.ts';

const [home, data, onFailure, way, inTheWay] = process.argv.slice(2) as [
	...[string, string, 'open' | 'closed', 'record' | 'recordSync', string | undefined],
];
const now = () => Date.parse(`${DAY}T12:00:00Z`);
const log = openAuditLog({ home, data: data || undefined, timeZone: 'UTC', onFailure, now });

try {
	const call = { user: 'alice', tool: 't', args: {}, status: 'ok', result: '' } as const;
	const receipt = await log[way](call);
	console.log(receipt.written ? 'written' : receipt.fate);
} catch (error) {
	console.log((error as { code: string }).code);
}
if (inTheWay !== undefined) rmSync(inTheWay);

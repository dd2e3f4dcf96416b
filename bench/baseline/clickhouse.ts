/** Child: one query with ClickHouse's engine inside this process, timed without the engine's start. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answer } from '../harness/child.ts';

interface Chdb {
	query: (sql: string, format: string) => string;
}

await answer(async ({ folder, sql }: { folder: string; sql: string }) => {
	const { query } = createRequire(join(folder, 'package.json'))('chdb') as Chdb;
	query('SELECT 1', 'JSONEachRow');
	const start = performance.now();
	const text = query(sql, 'JSONEachRow');
	const ms = performance.now() - start;
	return { ms, rows: text.trim().split('\n') };
});

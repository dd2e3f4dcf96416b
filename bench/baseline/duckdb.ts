/** Child: one query with DuckDB inside this process, timed without the engine's start. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answer } from '../harness/child.ts';

/** Not a dependency of the workspace: it is installed in the given folder. */
const PACKAGE = '@duckdb/node-api';

interface DuckDb {
	DuckDBInstance: {
		create(): Promise<{
			connect(): Promise<{
				runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): unknown[] }>;
			}>;
		}>;
	};
}

await answer(async ({ folder, sql }: { folder: string; sql: string }) => {
	const require = createRequire(join(folder, 'package.json'));
	const { DuckDBInstance } = require(PACKAGE) as DuckDb;
	const connection = await (await DuckDBInstance.create()).connect();
	await connection.runAndReadAll('SELECT 1');
	const start = performance.now();
	const reader = await connection.runAndReadAll(sql);
	const rows = reader.getRowObjectsJson().map((row) => JSON.stringify(row));
	return { ms: performance.now() - start, rows };
});

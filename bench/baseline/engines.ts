import { join } from 'node:path';
import { runChild } from '../harness/child.ts';
import { ensurePackage, type Found } from './installed.ts';

/** A database engine that reads the day's file directly. */
export interface Engine {
	name: string;
	find(): Promise<Found>;
	/** The first 200 denied calls, each with the number of all denied calls as `matched`. */
	denied(file: string): string;
	/** Entries per status, tool and ten minutes, as `n`. */
	summary(file: string): string;
	query(at: string, sql: string): Promise<{ ms: number; rows: Record<string, unknown>[] }>;
}

/** The schema is given, so that neither engine spends time on detecting it. */
const CLICKHOUSE_COLUMNS =
	'ts String, user String, tool String, args String, status String, result_chars Int64, result_snippet String';
const DUCKDB_COLUMNS =
	"{ts:'VARCHAR',user:'VARCHAR',tool:'VARCHAR',args:'JSON',status:'VARCHAR',result_chars:'BIGINT',result_snippet:'VARCHAR'}";

const clickhouseFile = (file: string) => `file('${file}', JSONEachRow, '${CLICKHOUSE_COLUMNS}')`;
const duckdbFile = (file: string) =>
	`read_json('${file}', format='newline_delimited', columns=${DUCKDB_COLUMNS})`;

const deniedFrom = (source: string) =>
	`SELECT ts, tool, args, status, result_snippet, count(*) OVER () AS matched FROM ${source} WHERE status = 'denied' LIMIT 200`;
/** `2026-11-20T07:4` stands for ten minutes, and is cheaper than parsing the time. */
const summaryFrom = (source: string) =>
	`SELECT status, tool, substring(ts, 1, 15) AS bucket, count(*) AS n FROM ${source} GROUP BY status, tool, bucket`;

export const ENGINES: Engine[] = [
	{
		name: 'ClickHouse (chdb)',
		find: () => ensurePackage('chdb', '3.4.0'),
		denied: (file) => deniedFrom(clickhouseFile(file)),
		summary: (file) => summaryFrom(clickhouseFile(file)),
		query: (folder, sql) => runQuery('clickhouse.ts', folder, sql),
	},
	{
		name: 'DuckDB',
		find: () => ensurePackage('@duckdb/node-api', '1.5.6-r.1'),
		denied: (file) => deniedFrom(duckdbFile(file)),
		summary: (file) => summaryFrom(duckdbFile(file)),
		query: (folder, sql) => runQuery('duckdb.ts', folder, sql),
	},
];

async function runQuery(script: string, folder: string, sql: string) {
	const path = join(import.meta.dirname, script);
	const { result } = await runChild<{ ms: number; rows: string[] }>(path, { folder, sql });
	return {
		ms: result.ms,
		rows: result.rows.map((row) => JSON.parse(row) as Record<string, unknown>),
	};
}

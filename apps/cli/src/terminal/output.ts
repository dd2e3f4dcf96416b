import type { Writable } from 'node:stream';
import { createPaint } from './colour.ts';
import { type Column, createTable } from './table.ts';
import { visibleJson, visibleLines } from './visible.ts';

export type OutputStream = Writable & {
	isTTY?: boolean | undefined;
	columns?: number | undefined;
};

const CELLS_UNKNOWN = 80;

/**
 * All output goes through here. Results go to stdout and messages to stderr, so that a program that reads stdout gets
 * only results. Control characters are escaped; only our own colours reach the terminal as commands.
 */
export interface Output {
	/** A table whose rows arrive in parts. */
	table<Row>(columns: Column<Row>[]): (rows: Row[]) => void;
	/** One JSON document. */
	json(value: unknown): void;
	/** One JSON document on one line; may be called repeatedly. */
	jsonLine(value: unknown): void;
	line(text: string): void;
	/** A message for the user. */
	note(text: string): void;
}

export function createOutput(
	stdout: OutputStream,
	stderr: OutputStream,
	env: NodeJS.ProcessEnv,
): Output {
	const person = stdout.isTTY === true;
	const cells = person ? (stdout.columns ?? CELLS_UNKNOWN) : null;
	const paint = createPaint(stdout, env);
	const writeJson = (value: unknown, indent: number) =>
		stdout.write(`${visibleJson(JSON.stringify(value, null, indent))}\n`);
	return {
		table(columns) {
			const lines = createTable(columns, { cells, paint });
			return (rows) => {
				for (const line of lines(rows)) stdout.write(`${line}\n`);
			};
		},
		json: (value) => writeJson(value, person ? 2 : 0),
		jsonLine: (value) => writeJson(value, 0),
		line(text) {
			stdout.write(`${visibleLines(text)}\n`);
		},
		note(text) {
			stderr.write(`${visibleLines(text)}\n`);
		},
	};
}

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
 * The only way to the terminal. What was asked for goes to stdout, and everything said about it to stderr, so that
 * a program that reads along gets the first alone. Nothing leaves here that a terminal would obey, save our colours.
 */
export interface Output {
	/** A table whose rows come some at a time. */
	table<Row>(columns: Column<Row>[]): (rows: Row[]) => void;
	/** One JSON document. */
	json(value: unknown): void;
	/** One JSON document on a line of its own, of which there may be many. */
	jsonLine(value: unknown): void;
	line(text: string): void;
	/** A word to the person. */
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

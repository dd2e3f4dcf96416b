import type { Writable } from 'node:stream';
import { createPaint } from './colour.ts';
import { type Column, tableLines } from './table.ts';
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
	rows<Row>(columns: Column<Row>[], rows: Row[]): void;
	/** One JSON document. */
	json(value: unknown): void;
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
	return {
		rows(columns, rows) {
			for (const line of tableLines(columns, rows, { cells, paint })) stdout.write(`${line}\n`);
		},
		json(value) {
			stdout.write(`${visibleJson(JSON.stringify(value, null, person ? 2 : 0))}\n`);
		},
		line(text) {
			stdout.write(`${visibleLines(text)}\n`);
		},
		note(text) {
			stderr.write(`${visibleLines(text)}\n`);
		},
	};
}

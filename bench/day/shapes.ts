import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Status } from '@tool-audit/core';
import { parseTemplate, type Template } from './template.ts';

const SAMPLE_HOME = join(import.meta.dirname, '../../sample-home');

/** The shape of one real entry: its tool and status, and templates of its args and result. */
export interface Shape {
	server: string;
	tool: string;
	args: Template;
	snippet: Template;
	/** Number of characters of the result beyond the snippet. */
	beyond: number;
}

export function readSampleLines(): string[] {
	return globSync('*/tool_audit/*.jsonl', { cwd: SAMPLE_HOME })
		.toSorted()
		.flatMap((file) => readFileSync(join(SAMPLE_HOME, file), 'utf8').trimEnd().split('\n'));
}

export function readShapes(): Record<Status, Shape[]> {
	const shapes: Record<Status, Shape[]> = { ok: [], error: [], denied: [] };
	for (const line of readSampleLines()) {
		const entry = JSON.parse(line) as Entry;
		const [server = '', tool = ''] = entry.tool.split('.');
		shapes[entry.status].push({
			server,
			tool,
			args: parseTemplate(JSON.stringify(entry.args)),
			snippet: parseTemplate(JSON.stringify(entry.result_snippet)),
			beyond: entry.result_chars - [...entry.result_snippet].length,
		});
	}
	return shapes;
}

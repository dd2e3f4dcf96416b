import type { Page } from '@playwright/test';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer } from './server.ts';

interface Recorded {
	tool?: string;
	args?: Record<string, unknown>;
	status?: 'ok' | 'error' | 'denied';
	result: string;
}

/** A process that writes calls into robin's log of today, as any program can. */
export interface Agent {
	day: string;
	/** The path of that day's file. */
	file: string;
	/** One append of whole lines. */
	record(calls: Recorded[]): Promise<void>;
}

/** Starts with an empty day, on the date that the server calls today. */
export async function startAgent(page: Page, server: RunningServer): Promise<Agent> {
	const answer = await page.request.get(`${server.url}/trpc/audit.listDays?input=%7B%7D`);
	const day = ((await answer.json()) as { result: { data: { today: string } } }).result.data.today;
	const folder = join(server.home, 'robin', 'tool_audit');
	const file = join(folder, `${day}.jsonl`);
	await mkdir(folder, { recursive: true });
	await writeFile(file, '');
	return {
		day,
		file,
		async record(calls) {
			const lines = calls.map(({ result, ...given }) => {
				const call = {
					ts: `${day}T12:00:00.000Z`,
					user: 'robin',
					...{ tool: 'note', args: {}, status: 'ok', ...given },
					result_chars: result.length,
					result_snippet: result,
				};
				return `${JSON.stringify(call)}\n`;
			});
			await appendFile(file, lines.join(''));
		},
	};
}

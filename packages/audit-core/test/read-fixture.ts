import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
	openAuditLog,
	type AuditLog,
	type AuditLogOptions,
	type EntryContent,
	type JsonObject,
} from '../src/index.ts';

export const USER = 'alice';
export const DAY = '2026-11-22';
export const NOON = Date.parse(`${DAY}T12:00:00Z`);

export interface TestLog {
	log: AuditLog;
	home: string;
	data: string;
	pathOf: (day?: string, user?: string) => string;
	/** Replaces a day's file. */
	write: (content: string | Buffer, day?: string, user?: string) => Promise<void>;
	append: (content: string | Buffer, day?: string, user?: string) => Promise<void>;
	/** Another log over the same files. */
	open: (options?: Partial<AuditLogOptions>) => AuditLog;
}

/** A log over an empty home, at noon of `DAY`, in UTC. */
export async function openTestLog(): Promise<TestLog> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-read-'));
	const [home, data] = [join(folder, 'home'), join(folder, 'data')];
	const opened: AuditLog[] = [];
	onTestFinished(async () => {
		await Promise.all(opened.map((log) => log.close()));
		await rm(folder, { recursive: true, force: true });
	});

	function open(options: Partial<AuditLogOptions> = {}): AuditLog {
		const log = openAuditLog({
			home,
			data,
			timeZone: 'UTC',
			now: () => NOON,
			log: () => undefined,
			...options,
		});
		opened.push(log);
		return log;
	}
	const pathOf = (day = DAY, user = USER) => join(home, user, 'tool_audit', `${day}.jsonl`);
	async function put(how: typeof writeFile, content: string | Buffer, path: string) {
		await mkdir(dirname(path), { recursive: true });
		await how(path, content);
	}
	return {
		log: open(),
		home,
		data,
		open,
		pathOf,
		write: (content, day, user) => put(writeFile, content, pathOf(day, user)),
		append: (content, day, user) => put(appendFile, content, pathOf(day, user)),
	};
}

/** An entry with all its fields. */
export function entry(fields: JsonObject = {}): JsonObject {
	return {
		ts: `${DAY}T10:00:00`,
		user: USER,
		tool: 'files.read',
		args: {},
		status: 'ok',
		result_chars: 0,
		result_snippet: '',
		...fields,
	};
}

/** Like the older writer: with a space after every colon and comma of the outer object. */
export function line(fields: JsonObject = {}): string {
	const pairs = Object.entries(entry(fields)).map(
		([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
	);
	return `{${pairs.join(', ')}}`;
}

/** Lines with their number in the args. */
export function numbered(
	count: number,
	fields: (index: number) => JsonObject = () => ({}),
): string {
	const lines = Array.from({ length: count }, (_, n) => line({ args: { n }, ...fields(n) }));
	return lines.map((text) => `${text}\n`).join('');
}

/** The number of an entry from `numbered`. */
export function numberOf({ entry }: Pick<EntryContent, 'entry'>): unknown {
	return (entry.args as JsonObject).n;
}

/**
 * Sessions that have begun and are not known to be over, each with the process of its agent: one that was killed tells
 * nobody. Kept are their ids and no paths.
 */
import { codeOf, readWhole, type ProcessName } from '@tool-audit/safe-files';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../json.ts';
import { AGENT } from './agent.ts';
import { namesIn } from '../names-in.ts';

const BYTES_MAX = 4_096;

export interface Sessions {
	/** The agent of a session; `null` when the session is not known. */
	agentOf(session: string): ProcessName | null;
	begin(session: string, agent: ProcessName): void;
	end(session: string): void;
	/** All that have not ended, by the name of their file. */
	list(): Map<string, ProcessName>;
}

/** `data` is the data folder. */
export function openSessions(data: string): Sessions {
	const folder = join(data, 'capture', 'sessions', AGENT);
	const pathOf = (session: string) => join(folder, `${sessionName(session)}.json`);
	return {
		agentOf: (session) => readAgent(pathOf(session)),
		begin(session, agent) {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			writeNew(pathOf(session), JSON.stringify(agent));
		},
		end: (session) => rmSync(pathOf(session), { force: true }),
		list() {
			const known = new Map<string, ProcessName>();
			for (const name of namesIn(folder)) {
				const agent = readAgent(join(folder, name));
				if (agent) known.set(name.replace(/\.json$/, ''), agent);
			}
			return known;
		},
	};
}

/** Session ids are UUIDs: they have no secret, and are legal names of files. Anything else is written in hexadecimal. */
export function sessionName(session: string): string {
	return /^[\da-f-]{36}$/.test(session)
		? session
		: Buffer.from(session).toString('hex').slice(0, 200);
}

/** What is there under this name is replaced, whatever it is. */
function writeNew(path: string, text: string): void {
	rmSync(path, { force: true });
	try {
		writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
	} catch (error) {
		// Another hook of the same session was faster.
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

function readAgent(path: string): ProcessName | null {
	try {
		const agent: unknown = JSON.parse(readWhole(path, BYTES_MAX)?.toString() ?? 'null');
		if (!isObject(agent) || typeof agent['pid'] !== 'number') return null;
		return { pid: agent['pid'], started: String(agent['started']) };
	} catch {
		return null;
	}
}

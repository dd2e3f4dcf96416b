/**
 * Sessions that have begun and are not known to be over, each with the processes of its agents: a killed one sends
 * no event, and a session may go on in several terminals. Kept are their ids and no paths.
 *
 * Each session is a folder with a file for each process: so two that begin at once leave each other alone.
 */
import {
	codeOf,
	isRunning,
	makeOwnFolder,
	readWhole,
	type ProcessName,
} from '@tool-audit/safe-files';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../json.ts';
import { AGENT } from './agent.ts';
import { namesIn } from '../names-in.ts';

/** A process in which a session goes on. */
export interface SessionAgent extends ProcessName {
	/** When the session began in it, in milliseconds since 1970. */
	begunMs: number;
	/** It has told that the session is over, but may still write the rest of its transcript. */
	hasLeft: boolean;
}

export interface Sessions {
	/** The agent in which a session began last; `null` when the session is not known. */
	agentOf(session: string): SessionAgent | null;
	/** All agents of a session, in the order in which it began in them. */
	agentsOf(session: string): SessionAgent[];
	begin(session: string, agent: ProcessName): void;
	/** The session is over for one of its agents. */
	leave(session: string, agent: ProcessName): void;
	/** A session, by `sessionName`, is over for all of them, and nothing of it is left to be swept. */
	end(name: string): void;
	/** The agents of all sessions that have not ended, by `sessionName`. */
	list(): Map<string, SessionAgent[]>;
}

const BYTES_MAX = 4_096;

/** `data` is the data folder. */
export function openSessions(data: string): Sessions {
	const folder = join(data, 'capture', 'sessions', AGENT);
	const folderOf = (session: string) => join(folder, sessionName(session));

	function write(session: string, { pid, started }: ProcessName, hasLeft: boolean): void {
		makeOwnFolder(folderOf(session));
		const text = JSON.stringify({ pid, started, begunMs: Date.now(), hasLeft });
		writeNew(join(folderOf(session), `${pid}.json`), text);
	}

	return {
		agentOf: (session) => agentsIn(folderOf(session)).at(-1) ?? null,
		agentsOf: (session) => agentsIn(folderOf(session)),
		begin: (session, agent) => write(session, agent, false),
		leave: (session, agent) => write(session, agent, true),
		end: (name) => rmSync(join(folder, name), { recursive: true, force: true }),
		list: () => new Map(namesIn(folder).map((name) => [name, agentsIn(join(folder, name))])),
	};
}

/** True while a session may still finish the calls that it has begun. */
export function isGoingOn(agents: readonly SessionAgent[]): boolean {
	return agents.some((agent) => !agent.hasLeft && isRunning(agent));
}

/** The sessions that go on, by `sessionName`. */
export function sessionsGoingOn(data: string): Set<string> {
	const sessions = [...openSessions(data).list()];
	return new Set(sessions.filter(([, agents]) => isGoingOn(agents)).map(([name]) => name));
}

const NAME_CHARS_MAX = 200;

/** Session ids are UUIDs: they have no secret, and are legal names of files. Anything else is written in hexadecimal. */
export function sessionName(session: string): string {
	if (/^[\da-f-]{36}$/.test(session)) return session;
	const hex = Buffer.from(session).toString('hex');
	if (hex.length <= NAME_CHARS_MAX) return hex;
	// Loading the hash function takes long, and ids as long are rare.
	return process.getBuiltinModule('node:crypto').createHash('sha256').update(session).digest('hex');
}

function agentsIn(folder: string): SessionAgent[] {
	return namesIn(folder)
		.flatMap((name) => readAgent(join(folder, name)) ?? [])
		.sort((a, b) => a.begunMs - b.begunMs);
}

/** What is there under this name is replaced, whatever it is. */
function writeNew(path: string, text: string): void {
	rmSync(path, { force: true });
	try {
		writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
	} catch (error) {
		// Another hook of the same process was faster.
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

function readAgent(path: string): SessionAgent | null {
	try {
		const agent: unknown = JSON.parse(readWhole(path, BYTES_MAX)?.toString() ?? 'null');
		if (!isObject(agent) || typeof agent['pid'] !== 'number') return null;
		const { pid, started, begunMs, hasLeft } = agent;
		return { pid, started: String(started), begunMs: Number(begunMs), hasLeft: hasLeft === true };
	} catch {
		return null;
	}
}

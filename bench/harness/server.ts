import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAccounts } from '@tool-audit/accounts';

const ROOT = join(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 30_000;

export interface Folders {
	home: string;
	data: string;
}

export interface RunningServer {
	url: string;
	/** Current memory of the server; `null` when the machine does not report it. */
	residentMb: () => number | null;
	/** Processor time since its start. */
	cpuSeconds: () => number | null;
	stop: () => Promise<void>;
}

/** The production server in a separate process, on a free port. */
export function startServer(folders: Folders, timeZone: string): Promise<RunningServer> {
	return startProcess(['apps/cli/src/main.ts', 'start'], {
		HOST: '127.0.0.1',
		PORT: '0',
		TOOL_AUDIT_CONFIG: 'none',
		TOOL_AUDIT_HOME: folders.home,
		TOOL_AUDIT_DATA: folders.data,
		TOOL_AUDIT_TIME_ZONE: timeZone,
	});
}

/** A server that prints its address. */
export async function startProcess(
	args: string[],
	env: NodeJS.ProcessEnv = {},
): Promise<RunningServer> {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return {
		url: await readAddress(child),
		residentMb: () => residentMb(child.pid!),
		cpuSeconds: () => cpuSeconds(child.pid!),
		async stop() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill('SIGTERM');
			await once(child, 'exit');
		},
	};
}

export interface Person {
	username: string;
	password: string;
	key: string;
}

/** Creates admins, each with a key that can read and write; the first has the given user's name. */
export async function makePeople(data: string, user: string, count: number): Promise<Person[]> {
	const accounts = await openAccounts({ dataFolder: data, url: undefined });
	const people: Person[] = [];
	for (let number = 0; number < count; number++) {
		const username = number === 0 ? user : `${user}-${number}`;
		const { account, password } = await accounts.people.create({ username, role: 'admin' });
		const { secret } = await accounts.keys.create(account.id, {
			name: 'bench',
			scopes: ['audit:read', 'audit:write'],
		});
		people.push({ username, password: password!, key: secret });
	}
	accounts.close();
	return people;
}

async function readAddress(child: ChildProcess): Promise<string> {
	let text = '';
	let lastWords = '';
	child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
	child.stderr!.on('data', (chunk: Buffer) => (lastWords = chunk.toString().trim()));
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline && child.exitCode === null) {
		const url = /http:\/\/127\.0\.0\.1:\d+(?=\/?\s)/.exec(text)?.[0];
		if (url) return url;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	child.kill();
	throw new Error(`The server did not start. ${lastWords}`);
}

/** Linux counts in hundredths. */
const TICKS_A_SECOND = 100;

function cpuSeconds(pid: number): number | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The fields are counted from after the name in brackets, which may contain anything: the first one there is the third.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
	} catch {
		return null;
	}
}

function residentMb(pid: number): number | null {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024;
	} catch {
		return null;
	}
}

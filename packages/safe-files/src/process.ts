/** Other processes of this machine: whether they still run, and which one started this one. */
import { readFileSync } from 'node:fs';
import { loadChildProcess } from './builtin.ts';
import { codeOf } from './errors.ts';
import { IS_LINUX, IS_WINDOWS } from './system.ts';

/** A process, by what no other process has: ids are used again, so its start belongs to its name. */
export interface ProcessName {
	pid: number;
	/** When it started, in the system's own form; empty where the system does not tell. */
	started: string;
}

interface RunningProcess extends ProcessName {
	parent: number;
	/** Name of its program, without its folder. */
	program: string;
}

/** True for the process of this name; false when it has ended, also when its id belongs to another one now. */
export function isRunning({ pid, started }: ProcessName): boolean {
	const running = lookAt(pid);
	return (
		running !== null && (started === '' || running.started === '' || running.started === started)
	);
}

/** This process. */
export function ownProcess(): ProcessName {
	return { pid: process.pid, started: lookAt(process.pid)?.started ?? '' };
}

const SHELLS =
	/^-?(?:sh|bash|dash|zsh|ksh|fish|ash|busybox|cmd\.exe|powershell\.exe|pwsh(?:\.exe)?)$/i;
const ANCESTORS_MAX = 8;

/** The program that started this one: its nearest ancestor that is no shell. */
export function startingProcess(): ProcessName {
	let pid = process.ppid;
	for (let step = 0; step < ANCESTORS_MAX; step++) {
		const running = lookAt(pid);
		if (!running) break;
		if (!SHELLS.test(running.program)) return { pid, started: running.started };
		pid = running.parent;
	}
	return { pid: process.ppid, started: lookAt(process.ppid)?.started ?? '' };
}

/** `null` when no such process runs. */
function lookAt(pid: number): RunningProcess | null {
	if (IS_LINUX) return readStat(pid);
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (codeOf(error) === 'ESRCH') return null;
	}
	// There is no cheap way to ask Windows: a process whose id is used again counts as running.
	return IS_WINDOWS ? { pid, started: '', parent: 0, program: '' } : askPs(pid);
}

/** `pid (program) state parent … started …` (proc(5)). A program's name may contain spaces and brackets. */
function readStat(pid: number): RunningProcess | null {
	let text: string;
	try {
		text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	} catch {
		return null;
	}
	const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
	const fields = text.slice(close + 2).split(' ');
	const state = fields[0];
	if (state === 'Z' || state === 'X') return null;
	return {
		pid,
		program: text.slice(open + 1, close),
		parent: Number(fields[1]),
		started: fields[19] ?? '',
	};
}

function askPs(pid: number): RunningProcess | null {
	let text: string;
	try {
		const args = ['-o', 'ppid=,lstart=,comm=', '-p', String(pid)];
		const env = { LC_ALL: 'C', PATH: '/bin:/usr/bin' };
		const { execFileSync } = loadChildProcess();
		text = execFileSync('ps', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
	} catch {
		return null;
	}
	// `501 Sat Nov 28 08:13:36 2026 /usr/local/bin/node`
	const [, parent, started, path] = /^\s*(\d+)\s+((?:\S+\s+){4}\S+)\s+(.+?)\s*$/.exec(text) ?? [];
	if (!path) return null;
	return { pid, parent: Number(parent), started: started!, program: path.split('/').at(-1)! };
}

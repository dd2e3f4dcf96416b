import { openZone, type Zone } from '@tool-audit/core';
import { renamePath } from '@tool-audit/safe-files';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Refusal } from '../refusal.ts';
import { callsIn, moveCall, rename, type Move, type Names, type SampleCall } from './move-calls.ts';

/** The folder of the sample that becomes the new user's; the other one keeps its name. */
const FIRST_USER = 'alice';
const SECOND_USER = 'bob';
const LOG_FOLDER = 'tool_audit';
const DAY_SUFFIX = '.jsonl';
const WRITE_TOOL = 'filesystem.write_file';
/** How long ago the newest call was. */
const NEWEST_CALL_AGE_MS = 3 * 60 * 1_000;
/** Not a legal user name: the rest of an interrupted copy is not a user and is deleted. */
const STAGING_PREFIX = '.sample-';

/** The sample data of the project, for an empty home. */
export interface SampleData {
	isOffered(): Promise<boolean>;
	/** Copies the sample so that its newest call was a few minutes ago, and its first log is that of `user`. */
	copyTo(user: string): Promise<{ undo(): Promise<void> }>;
}

interface Options {
	home: string;
	timeZone: string;
	sampleHome: string;
	now?: () => Date;
}

interface WriteCall {
	tool: string;
	status: string;
	args: { path: string };
}

async function namesIn(folder: string): Promise<string[]> {
	return readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
}

/** The calls of a user in the sample, in order of time. */
async function readCalls(userFolder: string): Promise<SampleCall[]> {
	const names = await namesIn(join(userFolder, LOG_FOLDER));
	const days = names.filter((name) => name.endsWith(DAY_SUFFIX)).sort();
	const texts = await Promise.all(
		days.map((name) => readFile(join(userFolder, LOG_FOLDER, name), 'utf8')),
	);
	return texts.flatMap(callsIn);
}

/** Writes each call into the file of its day, which looks as if its last call had just been added. */
async function writeLog(folder: string, calls: SampleCall[], zone: Zone): Promise<void> {
	await mkdir(folder);
	const byDay = Map.groupBy(calls, ({ instant }) => zone.dayOf(instant));
	for (const [day, inDay] of byDay) {
		const path = join(folder, day + DAY_SUFFIX);
		await writeFile(path, inDay.map(({ line }) => `${line}\n`).join(''));
		await setModified(path, inDay.at(-1)!.instant);
	}
}

/** Copies the files beside the log, which look as if the calls had written them. */
async function copyFiles(from: string, to: string, names: Names, calls: SampleCall[]) {
	await cp(from, to, { recursive: true, filter: (path) => path !== join(from, LOG_FOLDER) });
	const written = lastWrites(calls);
	for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const text = await readFile(path, 'utf8');
		await writeFile(path, rename(text, names));
		const logged = `/home/${basename(to)}/${relative(to, path)}`;
		const instant = written.get(logged) ?? calls[0]?.instant;
		if (instant !== undefined) await setModified(path, instant);
	}
}

/** When each file was last written by a call. */
function lastWrites(calls: SampleCall[]): Map<string, number> {
	const written = new Map<string, number>();
	for (const { instant, line } of calls) {
		const { tool, status, args } = JSON.parse(line) as WriteCall;
		if (tool === WRITE_TOOL && status === 'ok') written.set(args.path, instant);
	}
	return written;
}

async function setModified(path: string, instantMs: number): Promise<void> {
	const time = new Date(instantMs);
	await utimes(path, time, time);
}

export function createSampleData(options: Options): SampleData {
	const { home, timeZone, sampleHome, now = () => new Date() } = options;

	async function isOffered(): Promise<boolean> {
		const names = await namesIn(home);
		return names.every((name) => name.startsWith(STAGING_PREFIX));
	}

	/** Creates the copy in a temporary folder, from which it is moved, so that no reader sees a half. */
	async function stage(folder: string, names: Names): Promise<void> {
		const logs = await Promise.all(
			[...names.keys()].map((source) => readCalls(join(sampleHome, source))),
		);
		const newest = Math.max(...logs.flat().map(({ instant }) => instant));
		const target = Math.floor((now().getTime() - NEWEST_CALL_AGE_MS) / 1_000) * 1_000;
		const zone = openZone(timeZone);
		const move: Move = { shiftMs: target - newest, names, zone };
		await mkdir(folder, { recursive: true });
		for (const [index, [source, user]] of [...names].entries()) {
			const calls = logs[index]!.map((call) => moveCall(call, move));
			const to = join(folder, user);
			await copyFiles(join(sampleHome, source), to, names, calls);
			await writeLog(join(to, LOG_FOLDER), calls, zone);
		}
	}

	return {
		isOffered,
		async copyTo(user) {
			if (!(await isOffered())) {
				throw new Refusal(
					'CONFLICT',
					'The home folder is no longer empty, so the sample was not copied. Continue without it.',
				);
			}
			for (const name of await namesIn(home)) await rm(join(home, name), { recursive: true });
			const secondUser = user === SECOND_USER ? FIRST_USER : SECOND_USER;
			const names = new Map([
				[SECOND_USER, secondUser],
				[FIRST_USER, user],
			]);
			const staging = join(home, STAGING_PREFIX + randomBytes(6).toString('hex'));
			const placed: string[] = [];
			const undo = async (): Promise<void> => {
				for (const path of placed) await rm(path, { recursive: true });
			};
			try {
				await stage(staging, names);
				for (const name of names.values()) {
					await renamePath(join(staging, name), join(home, name));
					placed.push(join(home, name));
				}
			} catch (error) {
				await undo();
				throw error;
			} finally {
				await rm(staging, { recursive: true, force: true });
			}
			return { undo };
		},
	};
}

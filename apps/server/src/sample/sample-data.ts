import { addDays, openZone } from '@tool-audit/core';
import { renamePath } from '@tool-audit/safe-files';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { daysBetween, moveLines } from './move-days.ts';

/** The folder of the sample that becomes the new user's; the other one keeps its name. */
const FIRST_USER = 'alice';
const SECOND_USER = 'bob';
const LOG_FOLDER = 'tool_audit';
const DAY_SUFFIX = '.jsonl';
/** Not a legal user name: the rest of an interrupted copy is not a user and is deleted. */
const STAGING_PREFIX = '.sample-';

/** The sample data of the project, for an empty home. */
export interface SampleData {
	isOffered(): Promise<boolean>;
	/** Copies the sample so that its newest day is today and its first log is that of `user`. */
	copyTo(user: string): Promise<{ undo(): Promise<void> }>;
}

interface Options {
	home: string;
	timeZone: string;
	sampleHome: string;
	now?: () => Date;
}

async function namesIn(folder: string): Promise<string[]> {
	return readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
}

async function daysOf(userFolder: string): Promise<string[]> {
	const names = await namesIn(join(userFolder, LOG_FOLDER));
	return names
		.filter((name) => name.endsWith(DAY_SUFFIX))
		.map((name) => basename(name, DAY_SUFFIX));
}

async function copyUser(from: string, to: string, user: string, days: number): Promise<void> {
	await cp(from, to, {
		recursive: true,
		filter: (path) => path !== join(from, LOG_FOLDER),
	});
	const log = join(to, LOG_FOLDER);
	await mkdir(log);
	for (const day of await daysOf(from)) {
		const lines = await readFile(join(from, LOG_FOLDER, day + DAY_SUFFIX), 'utf8');
		await writeFile(join(log, addDays(day, days) + DAY_SUFFIX), moveLines(lines, days, user));
	}
}

export function createSampleData(options: Options): SampleData {
	const { home, timeZone, sampleHome, now = () => new Date() } = options;

	async function isOffered(): Promise<boolean> {
		const names = await namesIn(home);
		return names.every((name) => name.startsWith(STAGING_PREFIX));
	}

	/** Creates the copy in a temporary folder, from which it is moved, so that no reader sees a half. */
	async function stage(folder: string, users: Map<string, string>): Promise<void> {
		const days = await Promise.all(
			[...users.keys()].map((source) => daysOf(join(sampleHome, source))),
		);
		const shift = daysBetween(
			days.flat().sort().at(-1)!,
			openZone(timeZone).dayOf(now().getTime()),
		);
		await mkdir(folder, { recursive: true });
		for (const [source, user] of users) {
			await copyUser(join(sampleHome, source), join(folder, user), user, shift);
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
			const users = new Map([
				[SECOND_USER, secondUser],
				[FIRST_USER, user],
			]);
			const staging = join(home, STAGING_PREFIX + randomBytes(6).toString('hex'));
			const placed: string[] = [];
			const undo = async (): Promise<void> => {
				for (const path of placed) await rm(path, { recursive: true });
			};
			try {
				await stage(staging, users);
				for (const name of users.values()) {
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

/** Whether Claude Code is used on this machine, and how much history it has. Only files are read. */
import { codeOf, openFile, openFolder, waitFor } from '@tool-audit/safe-files';
import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DiscoveredAgent } from '../agent.ts';
import { AGENT } from './agent.ts';

/** How much is listed. */
interface Bounds {
	projectsMax: number;
	/** Sessions, of all projects together. */
	filesMax: number;
}

const BOUNDS: Bounds = { projectsMax: 5_000, filesMax: 20_000 };
/** The first lines of a session give the version. */
const VERSION_BYTES_MAX = 256 * 1024;
const VERSION = /^\d+\.\d+[\w.+-]{0,30}$/;
const UNREADABLE = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

interface Transcript {
	path: string;
	writtenMs: number;
}

/** @param claudeFolder `CLAUDE_CONFIG_DIR`, or `.claude` in the person's home */
export async function discoverClaudeCode(
	claudeFolder: string,
	bounds = BOUNDS,
): Promise<DiscoveredAgent> {
	const found = await isFolder(claudeFolder);
	const { files, isComplete } = await transcriptsIn(join(claudeFolder, 'projects'), bounds);
	const sorted = files.toSorted((one, other) => one.writtenMs - other.writtenMs);
	const oldest = sorted[0];
	const newest = sorted.at(-1);
	return {
		agent: AGENT,
		title: 'Claude Code',
		found,
		version: newest ? await versionIn(newest.path) : null,
		history:
			oldest && newest
				? { files: files.length, oldest: isoTime(oldest), newest: isoTime(newest), isComplete }
				: null,
	};
}

function isoTime({ writtenMs }: Transcript): string {
	return new Date(writtenMs).toISOString();
}

/** `projects/<project>/<session>.jsonl`. Links are not followed. */
async function transcriptsIn(projects: string, { projectsMax, filesMax }: Bounds) {
	const files: Transcript[] = [];
	const isListed = await eachIn(projects, projectsMax, async (project) => {
		if (!project.isDirectory()) return true;
		const folder = join(projects, project.name);
		return eachIn(folder, Number.POSITIVE_INFINITY, async (entry) => {
			if (!entry.isFile() || !entry.name.endsWith('.jsonl')) return true;
			if (files.length === filesMax) return false;
			const path = join(folder, entry.name);
			const stat = await lstat(path).catch(nullIfUnreadable);
			if (stat) files.push({ path, writtenMs: stat.mtimeMs });
			return true;
		});
	});
	return { files, isComplete: isListed };
}

/** Visits entries until one visit returns false; false as well when there are more than the maximum. */
async function eachIn(
	folder: string,
	max: number,
	visit: (entry: Dirent) => Promise<boolean>,
): Promise<boolean> {
	const entries = await opendir(folder).catch(nullIfUnreadable);
	if (!entries) return true;
	let count = 0;
	for await (const entry of entries) {
		if (count++ === max || !(await visit(entry))) return false;
	}
	return true;
}

async function versionIn(path: string): Promise<string | null> {
	using folder = await waitFor(openFolder(dirname(path)));
	await using file = folder && (await openFile(folder, basename(path)).catch(() => null));
	if (!file) return null;
	const { buffer, bytesRead } = await file.read(Buffer.alloc(VERSION_BYTES_MAX), 0);
	for (const line of buffer.toString('utf8', 0, bytesRead).split('\n')) {
		const version = versionOf(line);
		if (version) return version;
	}
	return null;
}

/** The last line may be cut; then it is not JSON. */
function versionOf(line: string): string | null {
	try {
		const { version } = JSON.parse(line) as { version?: unknown };
		return typeof version === 'string' && VERSION.test(version) ? version : null;
	} catch {
		return null;
	}
}

async function isFolder(path: string): Promise<boolean> {
	const entries = await opendir(path).catch(nullIfUnreadable);
	await entries?.close();
	return entries !== null;
}

function nullIfUnreadable(error: unknown): null {
	if (UNREADABLE.includes(codeOf(error))) return null;
	throw error;
}

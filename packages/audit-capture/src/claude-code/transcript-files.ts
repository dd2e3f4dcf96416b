/** Where Claude Code keeps transcripts: `<config>/projects/<folder>/<session>.jsonl`, those of subagents beside them. */
import { codeOf, readWhole } from '@tool-audit/safe-files';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject, textOf } from '../json.ts';

export interface TranscriptFile {
	path: string;
	/** In bytes. */
	size: number;
	/** When it was last written, in milliseconds since 1970. */
	writtenMs: number;
	/** The session that it belongs to, as the names of files and folders tell. */
	session: string;
}

const SUFFIX = '.jsonl';
/** They repeat a session for a summary of it, and make no calls. */
const COMPACTION = 'agent-acompact-';
const META_BYTES_MAX = 65_536;

/** Told of each file and folder that can't be read. The others are listed. */
export type OnUnreadable = (path: string, reason: string) => void;

/** All transcripts of all projects. */
export function listTranscripts(
	claudeFolder: string,
	onUnreadable: OnUnreadable = ignore,
): TranscriptFile[] {
	const projects = join(claudeFolder, 'projects');
	return foldersIn(projects, onUnreadable).flatMap((name) => {
		const project = join(projects, name);
		return [
			...filesIn(project, (name) => name.slice(0, -SUFFIX.length), onUnreadable),
			...foldersIn(project, ignore).flatMap((session) =>
				subagentFiles(project, session, onUnreadable),
			),
		];
	});
}

/** The reason why a file can't be read, as a sentence. */
export function whyUnreadable(error: unknown): string {
	return `It can't be read (${codeOf(error) || String(error)}).`;
}

/** Already told of, or of no use to the one who asked. */
function ignore(): void {
	// Nothing.
}

/** The transcript of a session and those of its subagents. */
export function filesOfSession(transcript: string): TranscriptFile[] {
	const session = basename(transcript, SUFFIX);
	const project = dirname(transcript);
	const main = fileAt(transcript, session, ignore);
	return [...(main ? [main] : []), ...subagentFiles(project, session, ignore)];
}

function subagentFiles(
	project: string,
	session: string,
	onUnreadable: OnUnreadable,
): TranscriptFile[] {
	return filesIn(join(project, session, 'subagents'), () => session, onUnreadable);
}

/** The call that started a subagent, as the file beside its transcript tells; `undefined` in the main thread. */
export function parentCallOf(transcript: string): string | undefined {
	if (!basename(transcript).startsWith('agent-')) return undefined;
	return readParentCall(`${transcript.slice(0, -SUFFIX.length)}.meta.json`);
}

/** The same for a subagent of a session whose transcript is at `transcript`. */
export function parentCallOfSubagent(transcript: string, agentId: string): string | undefined {
	return parentCallOf(transcriptOfSubagent(transcript, agentId));
}

export function transcriptOfSubagent(transcript: string, agentId: string): string {
	const session = basename(transcript, SUFFIX);
	return join(dirname(transcript), session, 'subagents', basename(`agent-${agentId}${SUFFIX}`));
}

function readParentCall(path: string): string | undefined {
	try {
		const meta: unknown = JSON.parse(readWhole(path, META_BYTES_MAX)?.toString() ?? 'null');
		return (isObject(meta) && textOf(meta['toolUseId'])) || undefined;
	} catch {
		return undefined;
	}
}

function filesIn(
	folder: string,
	sessionOf: (name: string) => string,
	onUnreadable: OnUnreadable,
): TranscriptFile[] {
	return namesIn(folder, onUnreadable)
		.filter((name) => name.endsWith(SUFFIX) && !name.startsWith(COMPACTION))
		.flatMap((name) => fileAt(join(folder, name), sessionOf(name), onUnreadable) ?? []);
}

function fileAt(path: string, session: string, onUnreadable: OnUnreadable): TranscriptFile | null {
	try {
		const stat = statSync(path, { throwIfNoEntry: false });
		return stat?.isFile() ? { path, session, size: stat.size, writtenMs: stat.mtimeMs } : null;
	} catch (error) {
		onUnreadable(path, whyUnreadable(error));
		return null;
	}
}

function foldersIn(folder: string, onUnreadable: OnUnreadable): string[] {
	return namesIn(folder, onUnreadable).filter(
		(name) => !name.endsWith(SUFFIX) && !name.includes('.'),
	);
}

function namesIn(folder: string, onUnreadable: OnUnreadable): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) onUnreadable(folder, whyUnreadable(error));
		return [];
	}
}

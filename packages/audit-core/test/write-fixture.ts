import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Call, JsonObject } from '../src/index.ts';
import { createEntryEncoder, type EncodeOptions } from '../src/format/encoder.ts';
import { openZone } from '../src/format/time.ts';
import { createRedactingEncoder } from '../src/write/redacting-encoder.ts';
import { openHome } from '../src/home.ts';
import { createRecorder, type RecorderOptions } from '../src/write/recorder.ts';
import type { Recorder } from '../src/write/recorder-types.ts';

export const DAY = '2026-11-22';

export async function makeHome(): Promise<string> {
	const home = await mkdtemp(join(tmpdir(), 'tool-audit-'));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	return home;
}

export const dayPath = (home: string, user = 'alice', day = DAY) =>
	join(home, user, 'tool_audit', `${day}.jsonl`);

export const readLines = async (path: string) =>
	(await readFile(path, 'utf8')).split('\n').slice(0, -1);

export const readEntries = async (path: string) =>
	(await readLines(path)).map((line) => JSON.parse(line) as JsonObject);

/** A recorder with its clock fixed at noon of `DAY`, which prints nothing on the terminal. */
export function startRecorder(
	home: string,
	{
		redact,
		limits,
		data,
		...options
	}: Partial<RecorderOptions> & EncodeOptions & { data?: string } = {},
): Recorder {
	const recorder = createRecorder({
		encode:
			redact === false
				? createEntryEncoder({ redact, limits })
				: createRedactingEncoder({ redact, limits, data, log: options.log }),
		files: openHome(home),
		zone: openZone('UTC'),
		now: () => Date.parse(`${DAY}T12:00:00.120Z`),
		log: () => undefined,
		...options,
	});
	onTestFinished(() => recorder.close().catch(() => undefined));
	return recorder;
}

export const call = (part: Partial<Call> = {}): Call => ({
	user: 'alice',
	tool: 'files.read',
	args: {},
	status: 'ok',
	result: '',
	...part,
});

/**
 * The sweep: writes the calls of a session's transcripts that no hook told of. They were refused or interrupted by a
 * person, or never finished.
 *
 * Each file is read from a kept offset on. It is the place of the first call that is not done with, so that nothing of a
 * call has to be kept.
 */
import type { OpenRecorder } from '@tool-audit/core/recorder';
import { codeOf } from '@tool-audit/safe-files';
import type { CapturedCall } from '../captured-call.ts';
import type { Claims } from '../claims.ts';
import { createRecordedTest } from '../recorded.ts';
import { record } from '../write-calls.ts';
import { alsoIn, copyName } from './also-in.ts';
import { openOffset } from './offsets.ts';
import { createPairing, type EndedCall, type OpenCall, type Pairing } from './transcript.ts';
import { readTranscript } from './transcript-file.ts';
import { parentCallOf, type TranscriptFile } from './transcript-files.ts';

export interface Sweep {
	recorder: Pick<OpenRecorder, 'record' | 'calls' | 'dayOf'>;
	claims: Claims;
	user: string;
	/** The data folder. */
	data: string;
	/** Name of this machine. */
	host: string;
	/** Transcripts of other sessions that go on, which may be forks of this one or the one that it is a fork of. */
	othersGoingOn: (session: string) => TranscriptFile[];
}

export interface Swept {
	/** How many calls were written. */
	written: number;
	/** Lines whose shape is not known. */
	unknown: number;
}

const NOTHING: Swept = { written: 0, unknown: 0 };
/** A hook knows more than a transcript, such as how long the call ran. It tells of a call at once. */
const HOOK_WAIT_MS = 10_000;

/**
 * Sweeps one transcript. A call without a result is ended when its line begins before `overBefore`, the size that the
 * file had when the agent's process was over.
 */
export async function sweepFile(
	sweep: Sweep,
	file: TranscriptFile,
	overBefore: number,
): Promise<Swept> {
	const offset = openOffset(sweep.data, file.path);
	const from = offset.read();
	if (from === file.size) return NOTHING;
	const parentCallId = parentCallOf(file.path);
	const pairing = createPairing({ host: sweep.host, parentCallId });
	const read = await readInto(pairing, file.path, from);
	if (!read) return NOTHING;
	const { found, unknown } = read;
	let next = read.end;
	const open = pairing.open();
	const over = await withoutOthers(
		sweep.othersGoingOn,
		file,
		open.filter(({ offset }) => offset < overBefore),
	);
	for (const call of open) {
		const { offset } = call;
		if (over.has(call)) found.push({ captured: pairing.close(call), offset });
		else next = Math.min(next, offset);
	}
	let written = 0;
	for (const { captured, offset } of await unrecorded(sweep, found)) {
		if (
			isHookExpected(captured, offset, overBefore) ||
			!sweep.claims.takeOver(captured.call.call_id)
		) {
			next = Math.min(next, offset);
			continue;
		}
		try {
			await record(sweep.recorder, sweep.user, captured);
		} catch (error) {
			sweep.claims.release(captured.call.call_id);
			throw error;
		}
		written++;
	}
	offset.keep(next);
	return { written, unknown };
}

/** `null` when the file can't be read: an import names it. */
async function readInto(pairing: Pairing, path: string, from: number) {
	const found: EndedCall[] = [];
	let unknown = 0;
	const lines = readTranscript(path, from);
	try {
		let step = await lines.next();
		for (; !step.done; step = await lines.next()) {
			const { line, offset } = step.value;
			if ('answered' in line) {
				unknown++;
				pairing.skip(line);
			} else found.push(...pairing.add(line, offset));
		}
		return { found, unknown, end: step.value };
	} catch (error) {
		if (codeOf(error) === '') throw error;
		return null;
	} finally {
		await lines.return(0);
	}
}

/** Calls that no other session can finish. Those of one that is a fork are its own to end, or the other one's. */
async function withoutOthers(
	othersGoingOn: Sweep['othersGoingOn'],
	{ session }: TranscriptFile,
	calls: readonly OpenCall[],
): Promise<Set<OpenCall>> {
	if (calls.length === 0) return new Set();
	const others = await alsoIn(othersGoingOn(session), new Set(calls.map(copyName)));
	return new Set(calls.filter((call) => !others.has(copyName(call))));
}

function isHookExpected({ endMs }: CapturedCall, offset: number, overBefore: number): boolean {
	return offset >= overBefore && Date.now() - endMs < HOOK_WAIT_MS;
}

async function unrecorded(
	{ recorder, user }: Sweep,
	found: readonly EndedCall[],
): Promise<EndedCall[]> {
	const recorded = createRecordedTest(recorder, user);
	const missing: EndedCall[] = [];
	for (const one of found) if (!(await recorded.has(one.captured))) missing.push(one);
	return missing;
}

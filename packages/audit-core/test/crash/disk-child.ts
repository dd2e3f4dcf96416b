/**
 * Records entries on a disk that fails, until the last one is written, and prints the outcome as JSON. Arguments:
 * home, durability, number of entries, bytes of a line, and what to delete when the disk is full.
 */
import { readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Durability } from '../../src/write/recorder-types.ts';
import { callOf, DAY, openChildRecorder } from './child.ts';

export interface DiskReport {
	/** Outcomes of all calls, in their order. */
	ids: string[];
	/** Why calls were not written at once. */
	codes: string[];
	text: string;
}

const FAILURES_BEFORE_ROOM = 20;

const [home, durability, count, bytes, ballast] = process.argv.slice(2) as [
	string,
	Durability,
	string,
	string,
	string?,
];
const recorder = openChildRecorder(home, durability);
const report: DiskReport = { ids: [], codes: [], text: '' };
for (let n = 0; n < Number(count); n++) {
	const receipt = await recorder.record(callOf('w', n, Number(bytes)));
	report.ids.push(receipt.id);
	if (!receipt.written) report.codes.push(recorder.stats().lastFailure!.code);
	if (ballast && report.codes.length === FAILURES_BEFORE_ROOM) rmSync(ballast, { force: true });
}
while (recorder.stats().queued > 0) await wait(5);
await recorder.close();
report.text = readFileSync(`${home}/alice/tool_audit/${DAY}.jsonl`, 'utf8');
writeSync(1, JSON.stringify(report));

/**
 * Records until it is killed, and writes the id of each acknowledged call to a file. Arguments: home, name, that
 * file.
 */
import { openSync, writeSync } from 'node:fs';
import { callOf, openChildRecorder } from './child.ts';

const [home, name, notes] = process.argv.slice(2) as [string, string, string];
const recorder = openChildRecorder(home);
const fd = openSync(notes, 'a');
const SIZES = [0, 0, 100, 1_000, 20_000, 200_000];

let n = 0;
for (;;) {
	const calls = SIZES.map((bytes) => callOf(name, n++, bytes));
	const receipts = await Promise.all(calls.map((call) => recorder.record(call)));
	const ids = receipts.filter(({ written }) => written).map(({ id }) => `${id}\n`);
	writeSync(fd, ids.join(''));
}

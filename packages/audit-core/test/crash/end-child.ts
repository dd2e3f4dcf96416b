/**
 * Records some calls without awaiting them, and ends. Arguments: home, durability, way of ending, number of turns
 * of the event loop after the calls.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Durability } from '../../src/write/recorder-types.ts';
import { callOf, openChildRecorder } from './child.ts';

export const CALLS = 20;
/** Exit status of a process that did not end. */
const NOT_ENDED = 99;

export const ENDS = {
	'process.exit()': () => process.exit(0),
	'an uncaught error': () => {
		throw new Error('the end');
	},
	'an unhandled rejection': () => void Promise.reject(new Error('the end')),
	SIGTERM: () => void process.kill(process.pid, 'SIGTERM'),
	SIGINT: () => void process.kill(process.pid, 'SIGINT'),
	SIGHUP: () => void process.kill(process.pid, 'SIGHUP'),
	'a SIGTERM that a listener takes its time with': () => {
		process.once('SIGTERM', () => setTimeout(() => process.exit(5), 50));
		process.kill(process.pid, 'SIGTERM');
	},
	'a SIGTERM that another listener sends again when it is alone': () => {
		process.on('SIGTERM', function again() {
			if (process.listenerCount('SIGTERM') > 1) return;
			process.off('SIGTERM', again);
			process.kill(process.pid, 'SIGTERM');
		});
		process.kill(process.pid, 'SIGTERM');
	},
};

if (process.argv[1] === import.meta.filename) {
	const [home, durability, end, turns] = process.argv.slice(2) as [
		string,
		Durability,
		keyof typeof ENDS,
		string,
	];
	const recorder = openChildRecorder(home, durability);
	for (let n = 0; n < CALLS; n++) void recorder.record(callOf('w', n, 100));
	for (let turn = 0; turn < Number(turns); turn++) await nextTurn();
	setTimeout(() => process.exit(NOT_ENDED), 30_000);
	ENDS[end]();
}

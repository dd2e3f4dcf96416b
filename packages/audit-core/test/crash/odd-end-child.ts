/** Ends in unusual ways, after calls that are not awaited. Arguments: home, way. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { callOf, DAY, openChildRecorder } from './child.ts';

const NOT_ENDED = 99;

export const ODD_ENDS = {
	'a call is made in a listener of the exit': async (home: string) => {
		const { recordAndGo } = start(home);
		process.on('exit', recordAndGo);
		process.exit(0);
	},
	'an earlier listener of the exit throws': async (home: string) => {
		process.prependListener('exit', () => {
			throw new Error('boom');
		});
		start(home).recordAndGo();
		process.exit(0);
	},
	'the file was deleted': async (home: string) => {
		const { record, recordAndGo } = start(home);
		await record();
		rmSync(`${home}/alice/tool_audit/${DAY}.jsonl`);
		recordAndGo();
		process.exit(0);
	},
	'the folder that home is named from is gone': async (home: string) => {
		mkdirSync(`${home}/work`);
		process.chdir(`${home}/work`);
		const { recordAndGo } = start('./home');
		rmdirSync(`${home}/work`);
		recordAndGo();
		process.exit(0);
	},
	'a program emits the signal itself, and cleans up': async (home: string) => {
		const { record } = start(home);
		process.on('SIGINT', () => void setTimeout(() => process.exit(0), 50));
		await record();
		process.emit('SIGINT');
	},
	'a listener records, and sends the signal again': async (home: string) => {
		const { record, recordAndGo } = start(home);
		process.once('SIGTERM', () => {
			recordAndGo();
			process.kill(process.pid, 'SIGTERM');
		});
		await record();
		process.kill(process.pid, 'SIGTERM');
	},
	'the signal comes while the program waits for another one': async (home: string) => {
		const { record } = start(home);
		await record();
		spawnSync('sh', ['-c', `kill -TERM ${process.pid}; sleep 1`]);
		process.exit(NOT_ENDED);
	},
};

function start(home: string) {
	const recorder = openChildRecorder(home);
	const record = () => recorder.record(callOf('w', 0, 100));
	return { record, recordAndGo: () => void record() };
}

if (process.argv[1] === import.meta.filename) {
	const [home, way] = process.argv.slice(2) as [string, keyof typeof ODD_ENDS];
	setTimeout(() => process.exit(NOT_ENDED), 30_000);
	await ODD_ENDS[way](home);
}

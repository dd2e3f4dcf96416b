/** Records `count` entries, some at a time. Arguments: home, name, count. */
import { callOf, openChildRecorder } from './child.ts';
import { sizeOf } from './storm-sizes.ts';

const [home, name, count] = process.argv.slice(2) as [string, string, string];
const recorder = openChildRecorder(home);
const AT_A_TIME = 20;

for (let n = 0; n < Number(count); n += AT_A_TIME) {
	const numbers = Array.from(
		{ length: Math.min(AT_A_TIME, Number(count) - n) },
		(_, more) => n + more,
	);
	await Promise.all(numbers.map((n) => recorder.record(callOf(name, n, sizeOf(n)))));
}
await recorder.close();

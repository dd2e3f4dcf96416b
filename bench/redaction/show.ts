/**
 * Shows what the measure `redaction` counts, for those who write rules:
 *
 *     pnpm exec node bench/redaction/show.ts missed
 *     pnpm exec node bench/redaction/show.ts alarms [rule]
 *
 * What is held out is not shown: rules that were written with it in view would only prove that they were.
 */
import { EVERYDAY_FORMS } from './everyday.ts';
import { falseAlarmsOf } from './false-alarms.ts';
import { isHeldOut } from './form.ts';
import { readPackages } from './packages.ts';
import { outcomesOf } from './recall.ts';
import { makeSamples } from './samples.ts';
import { VENDOR_FORMS } from './vendors.ts';

const [what, rule] = process.argv.slice(2);
if (what === 'missed') await showMissed();
else if (what === 'alarms') await showAlarms();
else console.error('Usage: show.ts missed | alarms [rule]');

async function showMissed(): Promise<void> {
	const forms = [...VENDOR_FORMS, ...EVERYDAY_FORMS].filter((form) => !isHeldOut(form));
	const samples = makeSamples(forms);
	const outcomes = await outcomesOf(samples);
	for (const form of forms) {
		const indexes = [...samples.keys()].filter((index) => samples[index]!.form === form);
		const missed = indexes.filter(
			(index) => outcomes[index] === 'kept' || outcomes[index] === 'harmed',
		);
		if (missed.length === 0) continue;
		console.log(`${form.name}: ${missed.length} of ${indexes.length} missed`);
		for (const index of missed.slice(0, 2)) {
			const { context, call } = samples[index]!;
			console.log(`    ${outcomes[index]}, ${context}: ${JSON.stringify(call)}`);
		}
	}
}

async function showAlarms(): Promise<void> {
	const files = (await readPackages()).filter((file) => !file.isHeldOut);
	const alarms = await falseAlarmsOf(files);
	const wanted = alarms.filter((alarm) => rule === undefined || alarm.rule === rule);
	for (const { path, rule, before, after } of wanted) {
		const { from, to } = difference(before, after);
		console.log(
			`${rule} ${path}: ${JSON.stringify(before.slice(Math.max(0, from - 60), to + 20))}`,
		);
	}
}

/** Where the first text differs from the second. */
function difference(before: string, after: string): { from: number; to: number } {
	let from = 0;
	while (from < before.length && before[from] === after[from]) from++;
	let end = 0;
	while (end < before.length - from && before.at(-1 - end) === after.at(-1 - end)) end++;
	return { from, to: before.length - end };
}

import { join } from 'node:path';
import { inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atLeast, atMost, atMostPointsBelow, NO_GOAL, type Result } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { EVERYDAY_FORMS } from '../redaction/everyday.ts';
import { falseAlarmsOf } from '../redaction/false-alarms.ts';
import { isHeldOut, type SecretForm } from '../redaction/form.ts';
import { readPackages, type SourceFile } from '../redaction/packages.ts';
import { outcomesOf } from '../redaction/recall.ts';
import { makeSamples } from '../redaction/samples.ts';
import { VENDOR_FORMS } from '../redaction/vendors.ts';
import type { RedactInput } from '../subject/redact.ts';

const RECALL_MIN = 95;
const HELD_OUT_POINTS_MAX = 5;
const FALSE_ALARMS_MAX = 5;
/** More would only take longer. */
const TIMED_BYTES = 8_000_000;

export const redaction: Measure = {
	name: 'redaction',
	title: 'secrets found, false alarms, and the time of both',
	async run({ slowRuns }) {
		const files = await readPackages();
		return [
			...(await recall('secrets found, shapes of vendors', VENDOR_FORMS)),
			...(await recall('secrets found, everyday forms', EVERYDAY_FORMS)),
			...(await falseAlarms(files)),
			await time(files, slowRuns),
		];
	},
};

async function recall(work: string, forms: readonly SecretForm[]): Promise<Result[]> {
	const heldOut = forms.filter(isHeldOut);
	const others = forms.filter((form) => !isHeldOut(form));
	const [found, foundHeldOut] = [await shareFound(others), await shareFound(heldOut)];
	const note = (count: number) =>
		`${count} forms; each as an argument, in a result and inside text.`;
	return [
		{
			work,
			subject: sampleOf([found], '%'),
			baseline: null,
			goal: atLeast(RECALL_MIN, '%'),
			note: note(others.length),
		},
		{
			work: `${work}, held out`,
			subject: sampleOf([foundHeldOut], '%'),
			baseline: { name: 'the others', sample: sampleOf([found], '%') },
			goal: atMostPointsBelow(HELD_OUT_POINTS_MAX),
			note: `${note(heldOut.length)} Drawn before any rule was written for them.`,
		},
	];
}

async function shareFound(forms: readonly SecretForm[]): Promise<number> {
	const all = await outcomesOf(makeSamples(forms));
	const outcomes = all.filter((outcome) => outcome !== 'truncated');
	return (outcomes.filter((outcome) => outcome === 'found').length / outcomes.length) * 100;
}

async function falseAlarms(files: readonly SourceFile[]): Promise<Result[]> {
	const measured = async (work: string, some: readonly SourceFile[], packages: string) => {
		const megabytes = megabytesOf(some);
		const alarms = await falseAlarmsOf(some);
		return {
			work,
			subject: sampleOf([alarms.length / megabytes], '/MB'),
			baseline: null,
			goal: atMost(FALSE_ALARMS_MAX, '/MB'),
			note: `${megabytes.toFixed(1)} MB of source code and documentation of ${packages}; all that is redacted there counts.`,
		} satisfies Result;
	};
	const others = files.filter((file) => !file.isHeldOut);
	const heldOut = files.filter((file) => file.isHeldOut);
	return [
		await measured('redacted by mistake', others, 'npm packages'),
		await measured('redacted by mistake, held out', heldOut, 'other npm packages'),
	];
}

/** The same text recorded with and without redaction. */
async function time(files: readonly SourceFile[], runs: number): Promise<Result> {
	const rates = { redacted: [] as number[], whole: [] as number[] };
	const script = join(import.meta.dirname, '../subject/redact.ts');
	const measure = (isRedacting: boolean) =>
		withFolder(async (home) => {
			const input: RedactInput = { home, bytesMax: TIMED_BYTES, isRedacting };
			const { result } = await runChild<{ msPerMegabyte: number }>(script, input);
			rates[isRedacting ? 'redacted' : 'whole'].push(result.msPerMegabyte);
		});
	await inTurn(
		runs,
		() => measure(false),
		() => measure(true),
	);
	return {
		work: '`record` of 1 MB of source code and documentation',
		subject: sampleOf(rates.redacted, 'ms'),
		baseline: { name: 'without redaction', sample: sampleOf(rates.whole, 'ms') },
		goal: NO_GOAL,
		note: `How long the caller is blocked for each megabyte of ${Math.min(megabytesOf(files), TIMED_BYTES / 1e6).toFixed(0)} MB, in arguments of 480 characters.`,
	};
}

function megabytesOf(files: readonly SourceFile[]): number {
	return files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
}

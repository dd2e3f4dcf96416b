/** Examples of secrets, as they occur in what agents do: as an argument, in a result, inside other text. */
import type { Call } from '@tool-audit/core';
import { createRandom, type Random } from '../day/random.ts';
import type { SampleValue, SecretForm } from './form.ts';

export interface RecordedSample {
	form: SecretForm;
	context: Context;
	call: Pick<Call, 'args' | 'result'>;
	secrets: readonly string[];
	/** Words around the secret that must stay. */
	around: readonly string[];
}

const CONTEXTS = ['argument', 'result', 'inside text'] as const;
export type Context = (typeof CONTEXTS)[number];

const SAMPLES_A_CONTEXT = 8;

const BEFORE = ['step 3 of 7: checkout', 'Build of harbour-service started', '# notes of the team'];
const AFTER = ['finished after 12 seconds', 'Nothing else to report', '3 files changed'];

/** Text around a value without spaces, on the same line. */
const INLINE: readonly ((value: string) => [before: string, value: string, after: string])[] = [
	(value) => ['Please use ', value, ' for the nightly deploy, as agreed.'],
	(value) => ['10:42:07 INFO client started with ', value, ' on port 8080'],
	(value) => ['const client = connect("', value, '", { retries: 3 });'],
	(value) => ['The value `', value, '` belongs to the staging system.'],
	(value) => ['{"note":"', value, '","retries":3}'],
	(value) => ['settings (', value, ') were saved'],
];

/** Always the same samples for the same forms. */
export function makeSamples(forms: readonly SecretForm[]): RecordedSample[] {
	return forms.flatMap((form) => {
		const random = createRandom(seedOf(form.name));
		return CONTEXTS.flatMap((context) =>
			Array.from({ length: SAMPLES_A_CONTEXT }, () => makeSample(form, context, random)),
		);
	});
}

function makeSample(form: SecretForm, context: Context, random: Random): RecordedSample {
	const { value, secrets: pieces } = form.make(random);
	if (context === 'argument') {
		const args = (isObject(value) ? value : { input: value }) as Call['args'];
		return { form, context, secrets: pieces, call: { args, result: 'ok' }, around: [] };
	}
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const secrets = typeof value === 'string' ? pieces : pieces.map(escapedInJson);
	if (context === 'result') return { form, context, secrets, call: inResult(text), around: [] };
	const [before, inside, after] = surround(text, random);
	const call = random.chance(0.5)
		? inResult(before + inside + after)
		: { args: { input: before + inside + after }, result: 'ok' };
	return { form, context, secrets, call, around: [before.trim(), after.trim()] };
}

function surround(text: string, random: Random): [string, string, string] {
	if (!/\s/.test(text)) return random.pick(INLINE)(text);
	return [`${random.pick(BEFORE)}\n`, text, `\n${random.pick(AFTER)}\n`];
}

function inResult(result: string) {
	return { args: { path: 'notes.md' }, result };
}

function isObject(value: SampleValue): boolean {
	return typeof value === 'object' && !Array.isArray(value);
}

function escapedInJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

/** FNV-1a: each form has samples of its own, whatever other forms there are. */
function seedOf(name: string): number {
	let hash = 0x811c9dc5;
	for (const char of name) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
	return hash >>> 0;
}

import { expect, onTestFinished, test } from 'vitest';
import { openAuditLog, type AuditLogOptions } from './open-audit-log.ts';
import { openRecorder, type OpenRecorderOptions } from './open-recorder.ts';
import { openSyncRecorder, type SyncRecorderOptions } from './sync-recorder.ts';
import { TIMINGS } from './write/timings.ts';

const home = '/tmp/never-written-to';

/** Each by the sentence that it is refused with. */
const WRONG: [what: string, options: AuditLogOptions][] = [
	// @ts-expect-error no such policy
	['onFailure is "close", and must be "open" or "closed"', { home, onFailure: 'close' }],
	// @ts-expect-error no such durability
	['durability is "disk", and must be "os" or "group" or "sync"', { home, durability: 'disk' }],
	// @ts-expect-error no function
	['onError is true, and must be a function', { home, onError: true }],
	['queueBytes is -1, and must be a whole number from 0 on', { home, queueBytes: -1 }],
	['queueBytes is NaN, and must be a whole number from 0 on', { home, queueBytes: Number.NaN }],
	['openFilesMax is 0, and must be a whole number from 1 on', { home, openFilesMax: 0 }],
	// @ts-expect-error the name is misspelt
	['"timings.stallMS" is not an option; "timings.stallMs" is', { home, timings: { stallMS: 1 } }],
	[
		'timings.stallMs is -1, and must be a number of milliseconds',
		{ home, timings: { stallMs: -1 } },
	],
	// @ts-expect-error the name is misspelt
	['"onfailure" is not an option; "onFailure" is', { home, onfailure: 'closed' }],
];
/** Only of a log: a recorder reads nothing. */
const WRONG_READING: [what: string, options: AuditLogOptions][] = [
	['scanWorker is "", and must be a path or a URL', { home, scanWorker: '' }],
	// @ts-expect-error no URL
	['scanWorker is an object, and must be a path or a URL', { home, scanWorker: {} }],
];
/** Also of a recorder that records at once. */
const WRONG_ENCODER: [what: string, options: SyncRecorderOptions][] = [
	// @ts-expect-error missing
	['home is missing', {}],
	// @ts-expect-error missing
	['home is missing', { home: undefined }],
	['home is "", and must be the path of a folder', { home: '' }],
	// @ts-expect-error no path
	['home is null, and must be the path of a folder', { home: null }],
	// @ts-expect-error the name is misspelt
	['"hom" is not an option; "home" is', { hom: home }],
	// @ts-expect-error no path
	['data is 5, and must be the path of a folder', { home, data: 5 }],
	['data is "", and must be the path of a folder', { home, data: '' }],
	// @ts-expect-error no text
	['timeZone is 1, and must be a text', { home, timeZone: 1 }],
	// @ts-expect-error no limits
	['limits is 5, and must be an object', { home, limits: 5 }],
	[
		'limits.depth is "64", and must be a whole number from 1 on',
		// @ts-expect-error no number
		{ home, limits: { depth: '64', items: 1, bytes: 1 } },
	],
	// @ts-expect-error all or none
	['limits.bytes is missing', { home, limits: { depth: 64, items: 1 } }],
	// @ts-expect-error no options of redaction
	['redact is true, and must be an object', { home, redact: true }],
	// @ts-expect-error the name is misspelt
	['"redact.pattern" is not an option; "redact.patterns" is', { home, redact: { pattern: [] } }],
	// @ts-expect-error no list
	['redact.names is "pin", and must be a list of texts', { home, redact: { names: 'pin' } }],
	// @ts-expect-error no texts
	['redact.allow is a list, and must be a list of texts', { home, redact: { allow: [5] } }],
	[
		'redact.patterns is a list, and must be a list of objects with name and pattern',
		// @ts-expect-error without names
		{ home, redact: { patterns: [/x/] } },
	],
	// @ts-expect-error no bytes
	['redact.key is "secret", and must be bytes', { home, redact: { key: 'secret' } }],
	// @ts-expect-error no function
	['log is an object, and must be a function', { home, log: console }],
	// @ts-expect-error no function
	['now is 0, and must be a function', { home, now: 0 }],
	// @ts-expect-error no options
	['its options are missing', undefined],
	// @ts-expect-error no options
	['its options are missing', home],
];

const refusal = (what: string) =>
	expect.objectContaining({ code: 'bad-option', message: expect.stringContaining(what) as string });

test.each([...WRONG, ...WRONG_ENCODER])('refuses to open: %s', async (what, options) => {
	expect(() => openAuditLog(options as AuditLogOptions)).toThrow(refusal(`openAuditLog: ${what}`));
	await expect(openRecorder(options as OpenRecorderOptions)) //
		.rejects.toEqual(refusal(`openRecorder: ${what}`));
});

test.each(WRONG_READING)('refuses to open a log: %s', (what, options) => {
	expect(() => openAuditLog(options)).toThrow(refusal(what));
});

test.each(WRONG_ENCODER)(
	'refuses to open a recorder that records at once: %s',
	async (what, options) => {
		await expect(openSyncRecorder(options)).rejects.toEqual(refusal(`openSyncRecorder: ${what}`));
	},
);

test.each([
	...['durabilty', 'durablity', 'durabilitty', 'durabiliti', 'Durability', 'DURABILITY'],
	...['on-failure', 'on_error', 'timezone', 'time_zone', 'dta', 'dataa', 'queueByte', 'LOG'],
])('refuses a misspelt name: %s', (name) => {
	const what = `"${name}" is not an option; "`;
	expect(() => openAuditLog({ home, [name]: 'x' })).toThrow(refusal(what));
});

test('leaves names alone that are like no option, or like one that is given', async () => {
	const settings = { home, data: home, date: 'today', host: '::', user: 'a', logs: 1, port: 1 };
	const log = openAuditLog({ ...settings, ...{ onFailre: undefined } });
	await log.close();
});

const PATTERNS = [
	{ name: 'badge', pattern: 'B-[0-9]{4}' },
	{ name: 'desk', pattern: /D-[0-9]{4}/ },
];

test('takes every option, and undefined for each but home', async () => {
	const options = {
		home,
		data: undefined,
		timeZone: 'UTC',
		limits: { depth: 1, items: 1, bytes: 1 },
		redact: { names: ['pin'], patterns: PATTERNS, allow: ['x'], key: new Uint8Array(32) },
		log: () => undefined,
		now: Date.now,
		durability: 'group',
		onFailure: 'closed',
		onError: () => undefined,
		queueBytes: 0,
		openFilesMax: 1,
		timings: TIMINGS,
	} as const satisfies Required<OpenRecorderOptions>;
	for (const given of [options, { home }, { ...options, redact: false as const }]) {
		const log = openAuditLog({ ...given, scanWorker: new URL('file:///worker.js') });
		onTestFinished(() => log.close());
		await (await openRecorder(given)).close();
	}
	const none = Object.fromEntries(Object.keys(options).map((name) => [name, undefined]));
	const log = openAuditLog({ ...none, home });
	await log.close();
});

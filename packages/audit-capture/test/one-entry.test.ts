/** One call is one entry with the right status, however often and in whatever order it is told of. */
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { openClaims } from '../src/claims.ts';
import { openCapture, SESSION_NAMES, type SessionName } from './capture-fixture.ts';

/** What must be in the log in the end: status, and who denied it or why it failed. */
const EXPECTED: Record<SessionName, Record<string, string>> = {
	main: {
		...{ '0001': 'ok', '0002': 'error', '0003': 'error', '0004': 'ok' },
		...{ '0005': 'denied permission', '0006': 'denied hook', '0007': 'denied hook' },
		...{ '0008': 'ok', '0009': 'denied rule', '0010': 'error', '0011': 'error', '0012': 'ok' },
		...{ '0013': 'error', '0014': 'error', '0015': 'ok', '0016': 'ok', '0017': 'ok' },
		...{ '0018': 'ok', '0019': 'ok', '0020': 'error' },
	},
	'esc-prompt': { '0001': 'denied user', '0002': 'denied user' },
	'esc-run': { '0001': 'error interrupted', '0002': 'denied user' },
	term: { '0001': 'error', '0002': 'error never finished' },
	kill: { '0001': 'error never finished', '0002': 'error never finished' },
};

type Capture = ReturnType<typeof openCapture>;

function outcomes(capture: Capture) {
	const found = capture.entries().map(({ call_id, status, denied_by, reason }) => {
		const why = denied_by ?? (status === 'error' ? reason : undefined);
		return [call_id.slice(6, 10), why === undefined ? status : `${status} ${why as string}`];
	});
	return found.sort(([a], [b]) => (a! < b! ? -1 : 1));
}

/** What happens: an event by its place in the session, a sweep, an import. */
const action = fc.oneof(
	{ weight: 8, arbitrary: fc.nat(60) },
	fc.constantFrom('sweep' as const, 'import' as const),
);

test.each(SESSION_NAMES)('session %s, in any order and as often as may be', async (name) => {
	const expected = Object.entries(EXPECTED[name]).sort(([a], [b]) => (a < b ? -1 : 1));
	await fc.assert(
		fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
			using capture = openCapture();
			capture.writeTranscript(name);
			const events = capture.eventsOf(name);
			for (const action of actions) {
				if (action === 'sweep') await capture.sweep(name);
				else if (action === 'import') await capture.import();
				else if (events[action]) await capture.handle(events[action]);
			}
			await capture.sweep(name, true);
			if (name === 'main') await capture.import();
			const found = outcomes(capture).filter(([id]) => name === 'main' || id !== '0017');
			expect(found).toEqual(expected);
		}),
		{ numRuns: 6 * inject('scale') },
	);
});

test('all at once', async () => {
	using capture = openCapture();
	for (const name of SESSION_NAMES) capture.writeTranscript(name);
	const events = SESSION_NAMES.flatMap((name) => capture.eventsOf(name));
	await Promise.all([...events, ...events].map((event) => capture.handle(event)));
	await Promise.all(SESSION_NAMES.flatMap((name) => [capture.sweep(name, true), capture.import()]));
	const ids = capture.entries().map(({ call_id }) => call_id);
	expect(ids).toHaveLength(28);
	expect(new Set(ids).size).toBe(28);
});

test('events alone tell of all calls that got an answer', async () => {
	using capture = openCapture();
	for (const event of capture.eventsOf('main')) await capture.handle(event);
	expect(outcomes(capture)).toEqual(Object.entries(EXPECTED.main));
	capture.writeTranscript('main');
	await capture.sweep('main', true);
	expect(capture.entries()).toHaveLength(20);
});

test('a fork repeats no call of the session that it was made from', async () => {
	using capture = openCapture();
	capture.resume();
	capture.fork();
	expect((await capture.import()).calls).toBe(4);
	expect((await capture.import()).calls).toBe(0);
});

test('a claim whose process was killed before it wrote is taken over by the sweep', async () => {
	using capture = openCapture();
	capture.writeTranscript('term');
	openClaims(capture.settings.data, 'claude-code', 'ada').take('toolu_00019qn82sKd7Vw3XqRbN2mT');
	await capture.sweep('term');
	// It may be writing at this moment.
	expect(capture.entries()).toEqual([]);
	const claims = join(capture.settings.data, 'capture/claims/claude-code/ada');
	const then = new Date(Date.now() - 60_000);
	for (const name of readdirSync(claims)) utimesSync(join(claims, name), then, then);
	await capture.sweep('term');
	expect(outcomes(capture)).toEqual([['0001', 'error']]);
});

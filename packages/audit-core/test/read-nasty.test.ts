/** No day can hold a scan, whatever is in it: a process that reads the nastiest one ends, and finds the same without threads. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { lines } from '../src/read/scan/lines.fixture.ts';
import { DAY, openTestLog, USER } from './read-fixture.ts';
import { RUNS_SOURCES } from './runs-sources.ts';

/** Each ends within seconds: more is a scan that goes round in a circle. */
const DEADLINE_MS = 90_000;
const scale = inject('scale');

const entry = (fields: string) => `{"ts":"2026-11-22T07:00:00Z","tool":"t","args":{},${fields}}`;
/** A quarter of the lines is enough for every test run. */
function repeated(count: number, line: (number: number) => string): string {
	const length = scale > 1 || count < 10 ? count : Math.ceil(count / 4);
	return Array.from({ length }, (_, number) => `${line(number)}\n`).join('');
}

/** What a kernel or a parser could take again and again, in numbers. */
const NASTY = [
	// Seconds and fractions that one reader of times takes and another does not.
	repeated(3_000, (n) =>
		entry('"status":"ok"').replace(
			':00Z',
			`:${n % 70}${['.1Z', ',1', '.1234567890', '+24:00'][n % 4]}`,
		),
	),
	// Each with another tool, status, session and minute.
	repeated(6_000, (n) =>
		entry(`"status":"s${n}","session":"${n}"`)
			.replace('"t"', `"tool ${n}"`)
			.replace('07:00', `${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`),
	),
	repeated(2_000, (n) => entry(`"status":"${'x'.repeat(n % 70)}`)),
	repeated(2_000, () => entry('"status":"d\\u0065nied","x":"\\u0041"')),
	repeated(500, (n) => '{"ts"'.repeat(n % 50)),
	repeated(50, (n) => entry(`"x":${'['.repeat(n * 100)}`)),
	repeated(50_000, () => ''),
	repeated(20_000, () => '\r'),
	repeated(2, (n) => entry(`"status":"ok","x":"${'x'.repeat(4 * 1024 * 1024 - 60 + n * 40)}"`)),
	'\0'.repeat(300_000),
	repeated(1, () => entry('"status":"denied"')),
	repeated(3_000, (n) => entry('"status":"denied"').repeat(n % 5)),
	repeated(1_000, () => '\ufeff \t'),
].map((text) => Buffer.from(text));

test.runIf(RUNS_SOURCES)('the nastiest day is scanned to its end', async () => {
	const { log, write, home } = await openTestLog();
	await log.close();
	const others = fc.sample(lines(200), { numRuns: 10 * scale });
	const torn = Buffer.from('{"ts":"2026-11-22T07:00');
	await write(Buffer.concat([...NASTY, ...others, torn]));
	const program = join(import.meta.dirname, 'scan-child.ts');
	const ask = (worker: string) =>
		promisify(execFile)(
			process.execPath,
			['--disable-warning=ToolAuditWarning', program, home, USER, DAY, worker],
			{ timeout: DEADLINE_MS * scale },
		);
	const [{ stdout: found }, { stdout: alone }] = await Promise.all([ask(''), ask('no-worker.js')]);
	expect(found.split('\n').length).toBeGreaterThan(25);
	expect(alone).toBe(found);
});

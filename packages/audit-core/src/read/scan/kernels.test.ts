/** Each kernel beside its twin in plain JavaScript, and jobs with and without them. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { COMPILED_FILE, compileKernels } from '../../../tools/build-kernels.ts';
import type { Filter } from '../../format/filter.ts';
import type { Job, Part } from './jobs.ts';
import { BLOCK_BYTES, createSimpleKernels, openKernels, SCANNED_FIELDS } from './kernels.ts';
import { line, lines } from './lines.fixture.ts';
import { exactNeedle, findOdd, foldedNeedle, statusNeedle } from './needle.ts';
import { runJob } from './run-job.fixture.ts';

const kernels = openKernels();
const scale = inject('scale');

/** Puts lines anywhere between what a kernel must not look at. */
const placed = fc.tuple(
	lines(12),
	fc.nat(63),
	fc.constantFrom('{"ts"', '"status":"denied"', 'x\n', '\0', '""', '\\u0041'),
);
function place([content, shift, around]: [Buffer, number, string]) {
	const start = kernels.blocks[0] + shift;
	kernels.memory.fill(around, start - 64, start);
	kernels.memory.set(content, start);
	const end = start + content.length;
	kernels.memory.fill(around, end, end + 300);
	return { start, end };
}

test('the committed module is what its sources compile to', async () => {
	expect(readFileSync(COMPILED_FILE, 'utf8')).toBe(await compileKernels());
});

test('there is room behind the last block', () => {
	for (const { memory, blocks } of [kernels, createSimpleKernels()]) {
		expect(blocks[1] + BLOCK_BYTES + 256).toBeLessThanOrEqual(memory.length);
	}
});

test('without memory for them there are kernels that are sure of nothing', () => {
	vi.stubGlobal('WebAssembly', {
		Instance: class {
			constructor() {
				throw new RangeError('WebAssembly.Instance(): Out of memory');
			}
		},
	});
	onTestFinished(() => void vi.unstubAllGlobals());
	const job = { kind: 'find', filter: { tool: ['t'] }, timeZone: 'UTC' } as const;
	const { offsets } = runJob(job, Buffer.from('{"ts":"x","tool":"t"}\n'), {
		kernels: openKernels(),
	});
	expect([...offsets]).toEqual([0]);
});

test('lines begin and end at newlines', () => {
	fc.assert(
		fc.property(placed, fc.nat(), (given, at) => {
			const [content] = given;
			const { start } = place(given);
			const byte = at % content.length;
			const end = content.indexOf('\n', byte);
			expect(kernels.lineEnd(start + byte)).toBe(start + end);
			const begin = byte === 0 ? 0 : content.lastIndexOf('\n', byte - 1) + 1;
			expect(kernels.lineStart(start + byte, start)).toBe(start + begin);
		}),
		{ numRuns: 300 * scale },
	);
});

const beginsEntry = (text: string) => text.startsWith('{"ts"');

/** Counts lines in plain JavaScript up to one that may be no row or several. */
function surveyTwin(content: Buffer, row: number, mark: number) {
	const counted = { rows: 0, foreign: 0, odd: 0, marks: [] as number[][] };
	let [at, nextRow, nextMark] = [0, row, mark];
	for (const text of content.toString('latin1').split('\n').slice(0, -1)) {
		if (counted.rows >= nextRow || at >= nextMark) {
			counted.marks.push([counted.rows, at]);
			[nextRow, nextMark] = [counted.rows + 128, at + 1024 * 1024];
		}
		if (!/^[^\0- \xef]/.test(text) || text.includes('{"ts"', 1)) return { ...counted, stop: at };
		counted.rows++;
		if (!beginsEntry(text)) counted.foreign++;
		counted.odd += text.match(/\\u00[2-7]|\0/g)?.length ?? 0;
		at += text.length + 1;
	}
	return { ...counted, stop: at };
}

function marksFrom(start: number): number[][] {
	const first = kernels.addresses.MARKS / 4;
	return Array.from({ length: kernels.result('marks') }, (_, mark) => {
		const [row, at] = kernels.words.subarray(first + 2 * mark, first + 2 * mark + 2);
		return [row!, at! - start];
	});
}

test('survey: rows, marks and lines of other programs, up to a line that may be no row or several', () => {
	const many = fc.tuple(lines(12), fc.nat(300)).map(([some, times]) => {
		return Buffer.concat([Buffer.from('x\n{"ts":1}\n'.repeat(times)), some]);
	});
	const given = placed.chain(([, shift, around]) =>
		many.map((content) => [content, shift, around] as [Buffer, number, string]),
	);
	fc.assert(
		fc.property(given, fc.nat(200), fc.nat(4_000), (given, row, mark) => {
			const { start, end } = place(given);
			const twin = surveyTwin(given[0], row, mark);
			for (const kernel of ['survey', 'surveyOdd'] as const) {
				const stop = kernels[kernel](start, end, row, start + mark) - start;
				const [rows, foreign] = [kernels.result('rows'), kernels.result('foreign')];
				const odd = kernel === 'surveyOdd' ? kernels.result('odd') : twin.odd;
				expect({ stop, rows, foreign, odd, marks: marksFrom(start) }).toEqual(twin);
			}
		}),
		{ numRuns: 500 * scale },
	);
});

test('a line is marked at least every megabyte, however long lines are', () => {
	const content = Buffer.from(`{"ts":1,"x":"${'x'.repeat(100_000)}"}\n`.repeat(200));
	const { survey } = runJob({ kind: 'survey' }, content);
	const { survey: aggregated } = runJob({ ...wholeAggregate, surveys: true }, content);
	expect(aggregated).toEqual(survey);
	for (const [number, offset] of survey.offsets.entries()) {
		expect((survey.offsets[number + 1] ?? content.length) - offset).toBeLessThanOrEqual(
			1024 * 1024 + 100_020,
		);
	}
});

/** The places of a text in ASCII letters of any case, or of exact bytes. */
function findTwin(content: Buffer, needle: Buffer, isFolded: boolean): number {
	const text = (bytes: Buffer) =>
		bytes
			.toString('latin1')
			.replace(/[A-Z]/g, (letter) => (isFolded ? letter.toLowerCase() : letter));
	return text(content).indexOf(text(needle));
}

test('find: a text of every length at every place', () => {
	const letters = Array.from({ length: 64 }, (_, at) => 'abcXYZ"_é1'[at % 10]!).join('');
	for (const isFolded of [false, true]) {
		for (let length = 1; length <= 40; length++) {
			const needle = Buffer.from(letters, 'latin1').subarray(0, length);
			const find = (isFolded ? foldedNeedle : exactNeedle)(needle.toString('latin1'))(kernels, 7);
			const bytes = isFolded ? needle : Buffer.from(needle.toString('latin1'));
			for (let at = 0; at < 140; at++) {
				const content = Buffer.concat([
					Buffer.alloc(at, '{'),
					bytes,
					Buffer.alloc(70, ' '),
					Buffer.from('\n'),
				]);
				const { start, end } = place([content, at % 64, 'abcXYZ']);
				expect([length, at, find(start, end) - start]).toEqual([length, at, at]);
				// Its last byte is behind the end.
				expect(find(start, start + at + bytes.length - 1)).toBe(-1);
			}
		}
	}
});

test('find: among lines of every kind', () => {
	const texts = fc.oneof(
		fc.constantFrom(
			'a',
			'"ts"',
			'denied',
			'READ_',
			'é',
			'温',
			'\\u00e9',
			'0',
			'status":"',
			't'.repeat(80),
		),
		fc.string({ minLength: 1, maxLength: 5 }),
	);
	fc.assert(
		fc.property(placed, texts, fc.boolean(), (given, text, isFolded) => {
			const { start, end } = place(given);
			const isAscii = /^[\0-\x7f]*$/.test(text);
			const needle = (isFolded && isAscii ? foldedNeedle : exactNeedle)(text);
			const found = needle(kernels, 0)(start, end);
			const wanted = Buffer.from(text).subarray(0, 64);
			expect(Math.max(-1, found - start)).toBe(findTwin(given[0], wanted, isFolded && isAscii));
		}),
		{ numRuns: 1_000 * scale },
	);
});

test('findOdd: escaped letters, zero bytes, and lines of other programs', () => {
	fc.assert(
		fc.property(placed, fc.boolean(), (given, isForeignWanted) => {
			const { start, end } = place(given);
			const text = given[0].toString('latin1');
			const odd = text.search(/\\u00[2-7]|\0/);
			const starts = [0, ...[...text.matchAll(/\n(?!$)/g)].map(({ index }) => index + 1)];
			const foreign = starts.find((at) => isForeignWanted && !beginsEntry(text.slice(at))) ?? -1;
			const first =
				[odd, foreign].filter((at) => at !== -1).sort((one, other) => one - other)[0] ?? -1;
			const found = findOdd(kernels, isForeignWanted)(start, end);
			expect(Math.max(-1, found - start)).toBe(first);
		}),
		{ numRuns: 500 * scale },
	);
});

test('findStatus: the next status with a wanted value, or one that has to be parsed', () => {
	const wanted = new Set<unknown>(['denied', 'blocked', false]);
	const space = '[ \\t\\r]*';
	const pattern = new RegExp(
		`"status"${space}:${space}(?:"([^"\\\\\\0-\\x1f]{0,62})"|"[^"\\\\\\0-\\x1f]*(\\\\)|(false))`,
		'g',
	);
	fc.assert(
		fc.property(placed, (given) => {
			const { start, end } = place(given);
			const text = given[0].toString('latin1');
			const hits = [...text.matchAll(pattern)].filter(
				([, word, escape, no]) =>
					escape !== undefined || wanted.has(no === undefined ? word : false),
			);
			const found = statusNeedle((value) => wanted.has(value))(kernels, 0)(start, end);
			expect(Math.max(-1, found - start)).toBe(hits[0]?.index ?? -1);
		}),
		{ numRuns: 1_000 * scale },
	);
});

function parsedObject(text: string): Record<string, unknown> | null {
	try {
		const value = JSON.parse(text) as unknown;
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

/** The places of the fields of the line that was scanned last, as their values. */
function scannedValues(): [name: string, value: unknown][] {
	return SCANNED_FIELDS.map((name, number) => {
		const at = kernels.addresses.PLACES / 4 + 2 * number;
		const [from, to] = kernels.words.subarray(at, at + 2);
		const json = kernels.memory.toString('utf8', from, to);
		return [name, to === 0 ? undefined : JSON.parse(json)];
	});
}

function scan(line: Buffer, shift: number): number {
	const { start } = place([Buffer.concat([line, Buffer.from('\n')]), shift, '","ts":1}']);
	return Math.max(-1, kernels.scanLine(start) - start);
}

test('scanLine: fields of one object, as JSON.parse has them, or nothing', () => {
	fc.assert(
		fc.property(line, fc.nat(63), (line, shift) => {
			fc.pre(isUtf8(line));
			const end = scan(line, shift);
			if (end === -1) return;
			const parsed = parsedObject(line.toString('utf8'));
			expect(end).toBe(line.length);
			expect(parsed && SCANNED_FIELDS.map((name) => [name, parsed[name]])).toEqual(scannedValues());
		}),
		{ numRuns: 3_000 * scale },
	);
});

test('scanLine: leaves no plain line', () => {
	const name = fc.oneof(
		fc.constantFrom(...SCANNED_FIELDS),
		fc.stringMatching(/^[ -!#-[\]-~é]{0,40}$/),
	);
	const value = fc.oneof(
		fc.jsonValue({ maxDepth: 8 }),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
	);
	const object = fc.dictionary(name, value, { minKeys: 1 });
	fc.assert(
		fc.property(object, fc.nat(63), fc.constantFrom('', '\r', ' \t'), (object, shift, behind) => {
			const line = Buffer.from(JSON.stringify(object) + behind);
			expect(scan(line, shift)).toBe(line.length);
		}),
		{ numRuns: 1_000 * scale },
	);
	for (const depth of [1, 64]) {
		const line = Buffer.from(`{"args":${'['.repeat(depth)}${']'.repeat(depth)}}`);
		expect(scan(line, 0)).toBe(line.length);
	}
});

const timeZone = 'Europe/Berlin';
const wholeAggregate = { kind: 'aggregate', filter: null, timeZone, bucketSeconds: 60 } as const;
const FILTERS: Filter[] = [
	...([
		{ status: ['denied'] },
		{ status: ['error', 'denied'] },
		{ status: ['other'] },
		{ excludeStatus: ['ok'] },
	] as Filter[]),
	...[
		{ text: 'a' },
		{ text: 'denied' },
		{ text: '温' },
		{ text: 'É' },
		{ excludeText: 'a' },
		{ text: '^.e', regex: true },
	],
	...[
		{ tool: ['Bash'] },
		{ tool: ['é', 'read_file'] },
		{ session: ['a'] },
		{ deniedBy: ['rule'] },
		{ minDurationMs: 1 },
	],
	...[
		{ since: '2026-11-22T06:01:00Z' },
		{ until: '2026-11-22T06:01:00Z', status: ['ok'] } as Filter,
	],
];

/** Buckets have no order, and without kernels any place may be odd. */
function comparable({ survey, ...part }: Part<Job>): unknown {
	const surveyed = survey && { ...survey, oddPlaces: null };
	if (!('aggregate' in part)) return { ...part, surveyed };
	const buckets = part.aggregate.buckets.toSorted(([one], [other]) => one - other);
	return { ...part, surveyed, aggregate: { ...part.aggregate, buckets } };
}

test('jobs find with kernels what they find without', () => {
	const simple = createSimpleKernels();
	const jobs = fc.oneof(
		fc.constantFrom<Job>({ kind: 'survey' }, wholeAggregate, { ...wholeAggregate, surveys: true }),
		fc
			.constantFrom(...FILTERS)
			.map((filter): Job => ({ kind: 'find', filter, timeZone, surveys: true })),
		fc
			.constantFrom(...FILTERS)
			.map((filter): Job => ({ kind: 'aggregate', filter, timeZone, bucketSeconds: 60 })),
	);
	fc.assert(
		fc.property(lines(60), jobs, fc.integer({ min: 1, max: 3_000 }), (content, job, readBytes) => {
			// What is shown of bytes that are no text is not searched for.
			fc.pre(isUtf8(content) || !('filter' in job && job.filter?.text !== undefined));
			const found = runJob(job, content, { kernels, readBytes });
			expect(comparable(found)).toEqual(comparable(runJob(job, content, { kernels: simple })));
		}),
		{ numRuns: 800 * Math.min(scale, 5) },
	);
});

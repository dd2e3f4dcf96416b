/** Counts of all rows, and a survey of them in the same pass. A kernel counts the lines that are like those before them. */
import { isUtf8 } from 'node:buffer';
import { rowsOf, type Line } from '../../format/row.ts';
import { ROW_STATUSES } from '../../format/status.ts';
import type { Zone } from '../../format/time.ts';
import { BUCKET_SECONDS, createAggregator, type Aggregate } from './aggregate.ts';
import { createFieldScanner, type ValueBytes } from './field-scanner.ts';
import type { Kernels } from './kernels.ts';
import { fieldsOf } from './row-fields.ts';
import { createLineCount, type Survey } from './survey.ts';
import { createTextReader } from './texts.ts';
import { createTimeReader } from './times.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, type LineBlock } from './walk-lines.ts';

/** The kernel has as much room: kernels/tally.ts. */
const [TOOLS_MAX, BUCKETS_MAX, MINUTES_MAX] = [2_048, 4_096, 4];
/** The kernel counts the statuses of entries. */
const STATUSES_COUNTED = 4;
/** The text of a minute, and what follows its seconds. */
const MINUTE = /^(.{16}):[0-5]\d(?:\.\d+)?(.*)$/;
const MINUTE_MS = 60_000;
const LAST_SECOND_MS = 59_000;

export type TallyVisitor = LineVisitor & { result(): { aggregate: Aggregate; survey: Survey } };

/** Prepares tallies in buckets of minutes. */
export function createTallies(zone: Zone): (kernels: Kernels) => TallyVisitor {
	const readTime = createTimeReader(zone);
	const readText = createTextReader();

	/** When the minute of a `ts` begins, in milliseconds since 1970; `null` when it does not count as one minute. */
	function minuteOf(ts: string): number | null {
		const [, minute, rest = ''] = MINUTE.exec(ts) ?? [];
		const start = minute === undefined ? null : zone.parse(`${minute}:00${rest}`);
		if (start === null || start % MINUTE_MS !== 0) return null;
		return zone.parse(`${minute}:59${rest}`) === start + LAST_SECOND_MS ? start : null;
	}

	return (kernels) => {
		const { memory, words, addresses } = kernels;
		const aggregator = createAggregator(BUCKET_SECONDS);
		const scanner = createFieldScanner(kernels, readTime, readText);
		const lines = createLineCount(kernels);
		const tools = createNumbers<string>(TOOLS_MAX);
		const buckets = createNumbers<number>(BUCKETS_MAX);
		let minutes = 0;
		kernels.forgetCounts();
		kernels.forget(addresses.TOOLS);
		kernels.forget(addresses.STATUSES);

		function visitParsed(line: Line): number {
			const rows = rowsOf(line, { exact: false });
			for (const row of rows) aggregator.add(fieldsOf(row, zone));
			return rows.length;
		}

		function readLine(block: LineBlock, start: number, end: number): number {
			const isScanned = isUtf8(memory.subarray(start, end)) && scanner.scan(start) !== 0;
			if (!isScanned) return visitParsed(lineAt(block, start, end));
			aggregator.add(scanner);
			teach();
			return 1;
		}

		/** Tells the kernel how to count lines with the same tool, status and minute as the one that was scanned. */
		function teach(): void {
			const tool = scanner.tool();
			const ts = scanner.bytesOf('ts');
			const minute = minuteOf(memory.toString('latin1', ts.start + 1, ts.end - 1));
			if (tool === null || minute === null) return;
			const toolNumber = tools.of(tool);
			const bucket = buckets.of(minute / MINUTE_MS);
			if (toolNumber === null || bucket === null) return;
			if (kernels.teachMinute(minutes % MINUTES_MAX, ts.start, ts.end, bucket) === 0) return;
			minutes++;
			teachText(addresses.TOOLS, scanner.bytesOf('tool'), toolNumber);
			const status = ROW_STATUSES.indexOf(scanner.status());
			teachText(addresses.STATUSES, scanner.bytesOf('status'), status);
		}

		function teachText(table: number, { start, end }: ValueBytes, number: number): void {
			kernels.teach(table, start, end, number);
		}

		function countsAt(table: number, number: number): number[] {
			const at = table / 4 + STATUSES_COUNTED * number;
			return [...words.subarray(at, at + STATUSES_COUNTED), 0];
		}

		return {
			block(block) {
				const isText = isUtf8(memory.subarray(block.start, block.end));
				lines.addBlock(block, isText ? kernels.tally : null, readLine);
			},
			line: (line) => lines.addLine(line.offset, visitParsed(line)),
			result() {
				for (const [tool, number] of tools.all()) {
					aggregator.addTool(tool, countsAt(addresses.TOOL_COUNTS, number));
				}
				for (const [bucket, number] of buckets.all()) {
					aggregator.addBucket(bucket, countsAt(addresses.BUCKET_COUNTS, number));
				}
				return { aggregate: aggregator.result(), survey: lines.result() };
			},
		};
	};
}

/** Numbers for values, from 0 on; `null` for one too many. */
function createNumbers<T>(max: number) {
	const known = new Map<T, number>();
	return {
		of(value: T): number | null {
			const number = known.get(value);
			if (number !== undefined) return number;
			if (known.size === max) return null;
			known.set(value, known.size);
			return known.size - 1;
		},
		all: () => known.entries(),
	};
}

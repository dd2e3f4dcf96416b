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
import { createTimeReader, hourOf } from './times.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, type LineBlock } from './walk-lines.ts';

/** The kernel has as much room: kernels/aggregate.ts. */
const [TOOLS_MAX, HOURS_MAX, HOURS_KEPT] = [2_048, 96, 4];
/** The kernel counts the statuses of entries. */
const STATUSES_COUNTED = 4;
const MINUTES = 60;
const MINUTE_MS = 60_000;

export type AggregateVisitor = LineVisitor & { result(): { aggregate: Aggregate; survey: Survey } };

/** Prepares visits that count all rows, in buckets of minutes. */
export function createAggregateVisits(zone: Zone): (kernels: Kernels) => AggregateVisitor {
	const readTime = createTimeReader(zone);
	const readText = createTextReader();

	return (kernels) => {
		const { memory, words, addresses } = kernels;
		const aggregator = createAggregator(BUCKET_SECONDS);
		const scanner = createFieldScanner(kernels, readTime, readText);
		const lines = createLineCount(kernels, 'aggregate', readLine);
		const tools = createNumbers<string>(TOOLS_MAX);
		/** By the minute since 1970 with which they begin. */
		const hours = createNumbers<number>(HOURS_MAX);
		let hoursAdded = 0;
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
			addScanned();
			return 1;
		}

		/** Tells the kernel how to count lines with the tool, status and hour of the one that was scanned. */
		function addScanned(): void {
			const tool = scanner.tool();
			const ts = scanner.bytesOf('ts');
			const hour = hourOf(zone, memory.toString('latin1', ts.start + 1, ts.end - 1));
			// The minutes of a zone may be others than those since 1970.
			if (tool === null || hour === null || hour.instant % MINUTE_MS !== 0) return;
			const toolNumber = tools.of(tool);
			const hourNumber = hours.of(hour.instant / MINUTE_MS);
			if (toolNumber === null || hourNumber === null) return;
			if (kernels.addHour(hoursAdded % HOURS_KEPT, ts.start, ts.end, hourNumber) === 0) return;
			hoursAdded++;
			addText(addresses.TOOLS, scanner.bytesOf('tool'), toolNumber);
			const status = ROW_STATUSES.indexOf(scanner.status());
			addText(addresses.STATUSES, scanner.bytesOf('status'), status);
		}

		function addText(table: number, { start, end }: ValueBytes, number: number): void {
			kernels.addText(table, start, end, number);
		}

		function countsAt(table: number, number: number): number[] {
			const at = table / 4 + STATUSES_COUNTED * number;
			return [...words.subarray(at, at + STATUSES_COUNTED), 0];
		}

		return {
			block(block) {
				const isText = isUtf8(memory.subarray(block.start, block.end));
				lines.addBlock(block, isText);
			},
			line: (line) => lines.addLine(line.offset, visitParsed(line)),
			result() {
				for (const [tool, number] of tools.all()) {
					aggregator.addTool(tool, countsAt(addresses.TOOL_COUNTS, number));
				}
				for (const [firstMinute, number] of hours.all()) {
					for (let minute = 0; minute < MINUTES; minute++) {
						const counts = countsAt(addresses.MINUTE_COUNTS, MINUTES * number + minute);
						if (counts.some((count) => count > 0))
							aggregator.addBucket(firstMinute + minute, counts);
					}
				}
				return { aggregate: aggregator.result(), survey: { ...lines.rows(), ...lines.known() } };
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

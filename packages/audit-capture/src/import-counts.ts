import type { ImportedDay, ImportOptions, ImportReport } from './import.ts';

/** A file that is read bit by bit. */
interface ReadFile {
	file: { path: string };
	readonly readTo: number;
	readonly isDone: boolean;
	readonly unknownLines: number;
	readonly trouble: string | null;
}

export interface ImportCounts {
	/** These files will be read. */
	begin(files: readonly { size: number }[]): void;
	/** A call was written into a day, or would be. */
	written(day: string, status: string): void;
	/** A call was in the log already. */
	already(): void;
	/** A file can't be read at all, for this reason. */
	unreadable(path: string, reason: string): void;
	/** A file was read further. */
	read(file: ReadFile): void;
	report(): Omit<ImportReport, 'open'>;
}

const PROGRESS_EVERY_MS = 100;

export function createImportCounts(onProgress: ImportOptions['onProgress']): ImportCounts {
	let [filesTotal, bytesTotal] = [0, 0];
	const days = new Map<string, ImportedDay>();
	const readTo = new Map<ReadFile, number>();
	const totals = { calls: 0, already: 0, unknownLines: 0 };
	const unreadable: ImportReport['unreadable'] = [];
	let bytes = 0;
	let toldAtMs = Number.NEGATIVE_INFINITY;

	function tell(): void {
		if (!onProgress || performance.now() - toldAtMs < PROGRESS_EVERY_MS) return;
		toldAtMs = performance.now();
		onProgress({ bytes, bytesTotal, calls: totals.calls });
	}

	return {
		begin(files) {
			filesTotal = files.length;
			bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
		},
		written(day, status) {
			const counts = days.get(day) ?? { day, calls: 0, ok: 0, error: 0, denied: 0 };
			days.set(day, counts);
			counts.calls++;
			if (status === 'ok' || status === 'error' || status === 'denied') counts[status]++;
			totals.calls++;
			tell();
		},
		already() {
			totals.already++;
			tell();
		},
		unreadable: (path, reason) => void unreadable.push({ path, reason }),
		read(file) {
			bytes += file.readTo - (readTo.get(file) ?? 0);
			readTo.set(file, file.readTo);
			if (file.isDone) {
				totals.unknownLines += file.unknownLines;
				if (file.trouble) unreadable.push({ path: file.file.path, reason: file.trouble });
			}
			tell();
		},
		report: () => ({
			...totals,
			...{ files: filesTotal, bytes: bytesTotal, unreadable },
			days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
		}),
	};
}

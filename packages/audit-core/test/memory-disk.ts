import type { AppendHandle, LogFiles } from '../src/write/append-file.ts';

/** What happens to the next write, sync, … instead of the usual. */
export type Fault =
	| { error: string }
	/** The disk takes only so many bytes. */
	| { short: number }
	/** Nothing, until `release` is called. */
	| { until: Promise<void> };

export type Operation = 'open' | 'write' | 'datasync' | 'stat' | 'read' | 'identify';

interface File {
	inode: number;
	bytes: Buffer;
	isDeleted: boolean;
}

/** One day's file on a disk that does as it is told. */
export interface MemoryDisk extends LogFiles {
	/** How often each operation was called. */
	calls: Record<Operation, number>;
	/** What is written and when, for the order of things. */
	writes: string[];
	/** Decides what becomes of the n-th call, counted from 1. */
	fault: (operation: Operation, n: number) => Fault | undefined;
	/** Another process appends. */
	append(text: string): void;
	remove(): void;
	rename(): void;
	/** Everything that can still be read, moved files first. */
	text(): string;
	synced: number;
}

export function createMemoryDisk(): MemoryDisk {
	let current: File | null = null;
	const moved: File[] = [];
	let inodes = 0;

	async function act(operation: Operation): Promise<number> {
		const fault = disk.fault(operation, ++disk.calls[operation]);
		// What a disk does takes its time: others come in between.
		await new Promise((resolve) => setImmediate(resolve));
		if (!fault) return Number.POSITIVE_INFINITY;
		if ('error' in fault) throw Object.assign(new Error(fault.error), { code: fault.error });
		if ('short' in fault) return fault.short;
		await fault.until;
		return Number.POSITIVE_INFINITY;
	}

	function make(): File {
		current ??= { inode: ++inodes, bytes: Buffer.alloc(0), isDeleted: false };
		return current;
	}

	function openHandle(file: File): AppendHandle {
		return {
			async write(buffer: Buffer) {
				const bytesWritten = Math.min(await act('write'), buffer.length);
				const taken = buffer.subarray(0, bytesWritten);
				disk.writes.push(taken.toString());
				file.bytes = Buffer.concat([file.bytes, taken]);
				return { bytesWritten, buffer };
			},
			async read(buffer: Buffer, offset: number, length: number, position: number) {
				await act('read');
				const bytesRead = file.bytes.copy(buffer, offset, position, position + length);
				return { bytesRead, buffer };
			},
			async stat() {
				await act('stat');
				return { dev: 1, ino: file.inode, nlink: file.isDeleted ? 0 : 1, size: file.bytes.length };
			},
			async datasync() {
				await act('datasync');
				disk.synced = file.bytes.length;
			},
			close: () => Promise.resolve(),
		} as unknown as AppendHandle;
	}

	const disk: MemoryDisk = {
		calls: { open: 0, write: 0, datasync: 0, stat: 0, read: 0, identify: 0 },
		writes: [],
		fault: () => undefined,
		synced: 0,
		async openToAppend() {
			await act('open');
			return openHandle(make());
		},
		async identifyDay() {
			await act('identify');
			return current && `1:${current.inode}`;
		},
		append(text) {
			const file = make();
			file.bytes = Buffer.concat([file.bytes, Buffer.from(text)]);
		},
		remove() {
			if (current) current.isDeleted = true;
			current = null;
		},
		rename() {
			if (current) moved.push(current);
			current = null;
		},
		text: () =>
			[...moved, ...(current ? [current] : [])].map(({ bytes }) => bytes.toString()).join(''),
	};
	return disk;
}

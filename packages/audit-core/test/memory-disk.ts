import type { Stats } from 'node:fs';
import { step, type AppendHandle, type Steps } from '@tool-audit/safe-files';
import type { LogFiles } from '../src/write/append-file.ts';

/** What happens at the next write, sync, … instead of the usual. */
export type Fault =
	| { error: string }
	/** The disk accepts only so many bytes. */
	| { short: number }
	/** It hangs until `release` is called. */
	| { until: Promise<void> };

export type Operation = 'open' | 'write' | 'datasync' | 'stat' | 'read' | 'identify';

interface File {
	inode: number;
	bytes: Buffer;
	isDeleted: boolean;
}

/** One day's file on a disk that fails on command. */
export interface MemoryDisk extends LogFiles {
	/** Number of calls of each operation. */
	calls: Record<Operation, number>;
	/** The operations in order. */
	writes: string[];
	/** Decides the outcome of the n-th call, counted from 1. */
	fault: (operation: Operation, n: number) => Fault | undefined;
	/** Another process appends. */
	append(text: string): void;
	remove(): void;
	rename(): void;
	/** The content of each file that can still be read, moved files first. */
	texts(): string[];
	/** The same content as one text. */
	text(): string;
	synced: number;
}

export function createMemoryDisk(): MemoryDisk {
	let current: File | null = null;
	const moved: File[] = [];
	let inodes = 0;

	/**
	 * Runs an operation as far as the disk allows. The answer is asynchronous, so that others can come in between.
	 */
	function act<T>(operation: Operation, effect: (bytesMax: number) => T): Steps<T> {
		const fault = disk.fault(operation, ++disk.calls[operation]);
		function done(): T {
			if (fault && 'error' in fault) {
				throw Object.assign(new Error(fault.error), { code: fault.error });
			}
			return effect(fault && 'short' in fault ? fault.short : Number.POSITIVE_INFINITY);
		}
		return step({
			async wait() {
				if (fault && 'until' in fault) await fault.until;
				try {
					return done();
				} finally {
					await new Promise((resolve) => setImmediate(resolve));
				}
			},
			block: done,
		});
	}

	function make(): File {
		current ??= { inode: ++inodes, bytes: Buffer.alloc(0), isDeleted: false };
		return current;
	}

	function openHandle(file: File): AppendHandle {
		const stat = () =>
			({
				dev: 1,
				ino: file.inode,
				nlink: file.isDeleted ? 0 : 1,
				size: file.bytes.length,
			}) as Stats;
		return {
			stat: () => act('stat', stat),
			read: (into, offset) => act('read', () => file.bytes.copy(into, 0, offset)),
			write: (bytes) =>
				act('write', (bytesMax) => {
					const taken = bytes.subarray(0, bytesMax);
					disk.writes.push(taken.toString());
					file.bytes = Buffer.concat([file.bytes, taken]);
					return taken.length;
				}),
			datasync: () => act('datasync', () => void (disk.synced = file.bytes.length)),
			close: () => step({ wait: () => Promise.resolve(), block: () => undefined }),
		};
	}

	const disk: MemoryDisk = {
		calls: { open: 0, write: 0, datasync: 0, stat: 0, read: 0, identify: 0 },
		writes: [],
		fault: () => undefined,
		synced: 0,
		openToAppend: () => act('open', () => openHandle(make())),
		identifyDay: () => act('identify', () => current && `1:${current.inode}`),
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
		texts: () => [...moved, ...(current ? [current] : [])].map(({ bytes }) => bytes.toString()),
		text: () => disk.texts().join(''),
	};
	return disk;
}

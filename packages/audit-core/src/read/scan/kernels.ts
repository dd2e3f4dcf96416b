/**
 * The kernels that look through lines 16 bytes at a time, compiled to WebAssembly from kernels/, and the memory that they
 * share with JavaScript: a scan reads its file into it. Addresses are indexes into this memory.
 */
import { LINE_BYTES_MAX } from '../../format/line.ts';
import { KERNELS } from './kernels.wasm.ts';

/** How much of a file is read at once. */
export const BLOCK_BYTES = 1024 * 1024;
/** Before each block there is room for the line that did not end in the block before it. */
const ROOM_BYTES = LINE_BYTES_MAX + 64 * 1024;
/** Kernels may read so far behind a block. */
const BEHIND_BYTES = 1024;
const LF = 0x0a;

/** The own fields of an entry that are read without parsing it. A kernel knows the first three by their places. */
export const SCANNED_FIELDS = [
	...(['ts', 'tool', 'status'] as const),
	...(['session', 'agent', 'source', 'denied_by', 'duration_ms', 'call_id'] as const),
];

/** Each is told in its file in kernels/. Places are addresses; lines begin before `end`. */
interface KernelFunctions {
	lineEnd: (at: number) => number;
	lineStart: (at: number, first: number) => number;
	survey: (from: number, end: number, row: number, mark: number) => number;
	surveyOdd: (from: number, end: number, row: number, mark: number) => number;
	aggregate: (from: number, end: number, row: number, mark: number) => number;
	addHour: (slot: number, start: number, end: number, number: number) => number;
	forgetCounts: () => void;
	scanLine: (start: number) => number;
	addText: (table: number, start: number, end: number, number: number) => void;
	forget: (table: number) => void;
	find: (
		slot: number,
		length: number,
		one: number,
		other: number,
		from: number,
		end: number,
	) => number;
	findOdd: (from: number, end: number, isForeignWanted: number) => number;
	findStatus: (from: number, end: number) => number;
}

/** Where in the memory the kernels keep what both sides read and write. */
const ADDRESSES = [
	...(['PLACES', 'NEEDLES', 'MARKS', 'TOOLS', 'STATUSES', 'TOOL_COUNTS', 'MINUTE_COUNTS'] as const),
];
/** What the last call has found besides its result. */
const RESULTS = ['rows', 'marks', 'foreign', 'odd', 'statusStart', 'statusEnd'] as const;

export interface Kernels extends KernelFunctions {
	memory: Buffer;
	/** The same memory in numbers of 32 bits. */
	words: Uint32Array;
	/** Where two blocks begin, which are read in turn. */
	blocks: readonly [number, number];
	addresses: Readonly<Record<(typeof ADDRESSES)[number], number>>;
	result: (name: (typeof RESULTS)[number]) => number;
}

/** What Node's types do not have. */
interface WebAssemblyOfNode {
	Module: new (bytes: Uint8Array) => object;
	Instance: new (module: object) => { exports: object };
}
type KernelExports = KernelFunctions & { memory: { buffer: ArrayBuffer } } & {
	addField(start: number, end: number): void;
} & Record<(typeof ADDRESSES)[number] | (typeof RESULTS)[number] | 'FREE', { value: number }>;

let compiled: object | null | undefined;

/** `null` where there is no WebAssembly, or none with vectors. */
function compile(): object | null {
	const wasm = (globalThis as { WebAssembly?: WebAssemblyOfNode }).WebAssembly;
	try {
		return wasm ? new wasm.Module(Buffer.from(KERNELS, 'base64')) : null;
	} catch {
		return null;
	}
}

/** Kernels for one scan at a time. Where they can't run, each line is parsed: that takes longer, and finds the same. */
export function openKernels(): Kernels {
	// Not `??=`: `null` is known too.
	if (compiled === undefined) compiled = compile();
	try {
		return compiled ? kernelsOf(compiled) : createSimpleKernels();
	} catch {
		// Their memory takes gigabytes of address space, of which a process may have too little.
		return createSimpleKernels();
	}
}

function kernelsOf(module: object): Kernels {
	const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyOfNode };
	const exports = new WebAssembly.Instance(module).exports as KernelExports;
	const { buffer } = exports.memory;
	const memory = Buffer.from(buffer);
	const [first, second] = blocksBehind(exports.FREE.value);
	for (const name of SCANNED_FIELDS) {
		exports.addField(first, first + memory.write(name, first, 'latin1'));
	}
	const addresses = Object.fromEntries(ADDRESSES.map((name) => [name, exports[name].value]));
	return {
		...exports,
		...{ memory, words: new Uint32Array(buffer), blocks: [first, second] },
		addresses: addresses as Kernels['addresses'],
		result: (name) => exports[name].value,
	};
}

function blocksBehind(free: number): [number, number] {
	const first = Math.ceil(free / 64) * 64 + ROOM_BYTES;
	return [first, first + BLOCK_BYTES + BEHIND_BYTES + ROOM_BYTES];
}

/** Kernels that are sure of nothing. */
export function createSimpleKernels(): Kernels {
	const blocks = blocksBehind(0);
	const memory = Buffer.allocUnsafeSlow(blocks[1] + BLOCK_BYTES + BEHIND_BYTES);
	const nothing = () => undefined;
	const stopAt = (from: number) => from;
	return {
		...{ memory, words: new Uint32Array(0), blocks },
		addresses: Object.fromEntries(ADDRESSES.map((name) => [name, 0])) as Kernels['addresses'],
		result: () => 0,
		lineEnd: (at) => memory.indexOf(LF, at),
		lineStart: (at, first) => Math.max(first, at === 0 ? 0 : memory.lastIndexOf(LF, at - 1) + 1),
		...{ survey: stopAt, surveyOdd: stopAt, aggregate: stopAt, findStatus: stopAt },
		...{ find: (_, __, ___, ____, from) => from, findOdd: stopAt },
		...{ addHour: () => 0, scanLine: () => 0 },
		...{ forgetCounts: nothing, addText: nothing, forget: nothing },
	};
}

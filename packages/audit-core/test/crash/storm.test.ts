import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, inject, test } from 'vitest';
import { dayPath, makeHome } from '../write-fixture.ts';
import { startChild } from './start-child.ts';
import { sizeOf } from './storm-sizes.ts';

const LINES = 6_000 * inject('scale');
const NODES = 8;
const PYTHONS = 4;
const LINES_EACH = Math.ceil(LINES / (NODES + PYTHONS));
const PYTHON = join(import.meta.dirname, 'storm.py');
const SIZES = JSON.stringify(Array.from({ length: 1_000 }, (_, n) => sizeOf(n)));

async function storm(home: string): Promise<string> {
	const path = dayPath(home);
	await mkdir(dirname(path), { recursive: true });
	const count = String(LINES_EACH);
	const nodes = Array.from({ length: NODES }, (_, index) => {
		return startChild(home, 'storm-child.ts', [home, `node${index}`, count]);
	});
	const pythons = Array.from({ length: PYTHONS }, (_, index) => {
		return spawn('python3', [PYTHON, path, `python${index}`, count, SIZES], { stdio: 'inherit' });
	});
	const exits = await Promise.all([...nodes, ...pythons].map((child) => once(child, 'exit')));
	expect(exits).toEqual(exits.map(() => [0, null]));
	return path;
}

test(
	'twelve writers of two languages on one file: no line is lost, merged, torn or out of order',
	async () => {
		const path = await storm(await makeHome());
		const next = new Map<string, number>();
		for await (const line of createInterface({ input: createReadStream(path) })) {
			if (line === '') continue;
			const { w, n } = (JSON.parse(line) as { args: { w: string; n: number } }).args;
			expect(n, w).toBe(next.get(w) ?? 0);
			next.set(w, n + 1);
		}
		expect(next.size).toBe(NODES + PYTHONS);
		expect([...next.values()]).toEqual([...next.values()].map(() => LINES_EACH));
	},
	600_000 * inject('scale'),
);

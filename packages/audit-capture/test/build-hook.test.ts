import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildHook } from '../tools/build-hook.ts';

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), 'tool-audit-build-'));
	onTestFinished(() => rmSync(path, { recursive: true }));
	return path;
}

const filesIn = (path: string) =>
	Object.fromEntries(
		readdirSync(path)
			.filter((name) => name.endsWith('.cjs'))
			.map((name) => [name, readFileSync(join(path, name), 'utf8')]),
	);

test('the program is whole at any time, however many build it at once', async () => {
	const built = folder();
	await buildHook(built);
	const whole = filesIn(built);
	let running = true;
	const builds = Promise.all([1, 2, 3].map(() => buildHook(built)));
	void builds.finally(() => (running = false));
	while (running) {
		expect(filesIn(built)).toEqual(whole);
		await new Promise(setImmediate);
	}
	await builds;
});

test('files of an earlier version are gone', async () => {
	const built = folder();
	writeFileSync(join(built, 'claude-code.old.cjs'), '');
	await buildHook(built);
	expect(Object.keys(filesIn(built))).not.toContain('claude-code.old.cjs');
});

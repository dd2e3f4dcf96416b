/**
 * The library in another realm than Node's own, as a test runner loads it that gives each test file its own globals: the
 * errors of the file system are no `instanceof Error` there.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type * as Core from '../src/index.ts';
import { AuditError, isAuditError } from '../src/index.ts';
import { bundleAsCommonJs } from './bundle.ts';
import { makeHome } from './write-fixture.ts';

let core: typeof Core;

beforeAll(async () => {
	const code = await bundleAsCommonJs('src/index.ts');
	const exported = { exports: {} };
	const globals = {
		...{ module: exported, exports: exported.exports, require: createRequire(import.meta.url) },
		...{ __filename: '/nowhere/core.cjs', Buffer, process, console, performance, structuredClone },
		...{ setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate },
		...{ queueMicrotask, AbortController, AbortSignal, TextDecoder, TextEncoder, URL },
	};
	const context = vm.createContext(globals);
	// As test runners do: in Node.js 22 another realm has no such symbols.
	const symbols = vm.runInContext('Symbol', context) as {
		-readonly [Name in keyof typeof Symbol]: unknown;
	};
	symbols.dispose ??= Symbol.dispose;
	symbols.asyncDispose ??= Symbol.asyncDispose;
	vm.runInContext(code, context);
	core = exported.exports as typeof Core;
});

const DAY = '2026-11-22';
const call = { user: 'alice', tool: 't', args: {}, status: 'ok', result: '' } as const;

function open(home: string, options: Partial<Core.AuditLogOptions> = {}) {
	const now = () => Date.parse(`${DAY}T12:00:00Z`);
	const log = core.openAuditLog({ home, timeZone: 'UTC', now, log: () => undefined, ...options });
	onTestFinished(() => log.close().catch(() => undefined));
	return log;
}

test('records into folders that are not there yet, and reads', async () => {
	const home = join(await makeHome(), 'home');
	const log = open(home, { data: join(home, '../data'), onFailure: 'closed' });
	expect(await log.listUsers()).toEqual([]);
	expect(await log.listDays('alice')).toEqual([]);
	expect((await log.readDay('alice', DAY)).total).toBe(0);
	expect(await log.record({ ...call, args: { at: new Date(0), e: new Error('here') } })) //
		.toMatchObject({ written: true });
	expect(log.recordSync(call)).toMatchObject({ written: true });
	const { entries } = await log.readDay('alice', DAY, { filter: { text: 'here' } });
	expect(entries).toMatchObject([{ entry: { args: { at: '1970-01-01T00:00:00.000Z' } } }]);
	expect((await log.summary('alice', DAY)).counts.total).toBe(2);
	const tail = log.tail('alice', { since: new Date(0) })[Symbol.asyncIterator]();
	await tail.next();
	expect((await tail.next()).value).toMatchObject({ type: 'rows', rows: { length: 2 } });
	await tail.return?.();
});

test('what is in the way is an error with a code, and without a path of the machine', async () => {
	const home = await makeHome();
	writeFileSync(join(home, 'alice'), '');
	mkdirSync(join(home, `bob/tool_audit/${DAY}.jsonl`), { recursive: true });
	const log = open(home, { onFailure: 'closed' });
	for (const work of [
		() => log.record(call),
		() => log.readDay('alice', DAY),
		() => log.readDay('bob', DAY),
		() => open(join(home, 'alice')).listUsers(),
	]) {
		const error: unknown = await work().catch((error: unknown) => error);
		expect(isAuditError(error)).toBe(true);
		expect(error).not.toBeInstanceOf(AuditError);
		expect(error).toHaveProperty('message', expect.not.stringContaining(home) as string);
	}
});

test('only an AuditError is one', () => {
	expect(isAuditError(new AuditError('bad-day', 'No.'))).toBe(true);
	expect(isAuditError(new core.AuditError('bad-day', 'No.'))).toBe(true);
	expect(core.isAuditError(new AuditError('bad-day', 'No.'))).toBe(true);
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	const others = [new Error('no'), { code: 'bad-day', what: 'No.' }, null, 'bad-day', proxy];
	expect(others.map((other) => isAuditError(other))).toEqual(others.map(() => false));
});

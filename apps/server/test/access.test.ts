/**
 * Who may do what, as one table: every procedure and every endpoint, for everybody who may knock.
 * A procedure or an endpoint without a row fails the last test.
 */
import { describe, expect, test } from 'vitest';
import { appRouter } from '../src/router.ts';
import { PASSWORD } from './fixtures/accounts.ts';
import { homeWith } from './fixtures/folders.ts';
import { startServer, type TestServer } from './fixtures/server.ts';
import type { Visitor } from './fixtures/visitor.ts';

const DAY = '2026-11-22';
/** In alice's log and files, and nowhere else. */
const SECRET = 'only-alice-knows-7f3a';
const LINE = `{"ts": "${DAY}T07:00:00", "user": "alice", "tool": "t", "args": {"a": "${SECRET}"}, "status": "ok", "result_chars": 0, "result_snippet": ""}\n`;

const CALLERS = [
	...['anonymous', 'alice', 'bob', 'admin'],
	...['readKey', 'writeKey', 'revokedKey'],
] as const;
type Caller = (typeof CALLERS)[number];
type Expected = Record<Caller, string>;

interface World {
	server: TestServer;
	visitors: Record<Caller, Visitor>;
	/** Account of somebody whom admins may change without harm. */
	doraId: string;
	aliceKeyId: string;
	aliceBinId: string;
	aliceHash: string;
	bobHash: string;
	ref: string;
	setupSecret: string;
}

interface Row {
	/** Path of a procedure, or method and path of an endpoint. */
	name: string;
	/** What is special about this row. */
	about?: string;
	input?: (world: World) => unknown;
	expected: Expected;
}

const PUBLIC: Expected = {
	anonymous: 'OK',
	alice: 'OK',
	bob: 'OK',
	admin: 'OK',
	readKey: 'OK',
	writeKey: 'OK',
	revokedKey: 'OK',
};
const PEOPLE: Expected = {
	...PUBLIC,
	anonymous: 'UNAUTHORIZED',
	readKey: 'FORBIDDEN',
	writeKey: 'FORBIDDEN',
	revokedKey: 'UNAUTHORIZED',
};
const ADMINS: Expected = { ...PEOPLE, alice: 'FORBIDDEN', bob: 'FORBIDDEN' };
/** One's own log: keys are alice's. */
const READ: Expected = {
	...PUBLIC,
	anonymous: 'UNAUTHORIZED',
	writeKey: 'FORBIDDEN',
	revokedKey: 'UNAUTHORIZED',
};
/** alice's log, asked for by name. */
const READ_ALICE: Expected = { ...READ, bob: 'NOT_FOUND' };
const NOBODYS: Expected = {
	...READ,
	alice: 'NOT_FOUND',
	bob: 'NOT_FOUND',
	admin: 'NOT_FOUND',
	readKey: 'NOT_FOUND',
};
const READ_ALL: Expected = { ...READ, alice: 'FORBIDDEN', bob: 'FORBIDDEN', readKey: 'FORBIDDEN' };
const WRITE: Expected = { ...READ, readKey: 'FORBIDDEN', writeKey: 'OK' };
/** Something of alice's that has the same name for nobody else. */
const ONLY_ALICE = { bob: 'NOT_FOUND', admin: 'NOT_FOUND' };

const call = { tool: 't', args: {}, status: 'ok', result: '' };
const readers = (name: string, input: object): Row[] => [
	{ name, input: () => input, expected: READ },
	{ name, about: 'of alice', input: () => ({ ...input, user: 'alice' }), expected: READ_ALICE },
	{ name, about: 'of nobody', input: () => ({ ...input, user: 'nobody' }), expected: NOBODYS },
];

const ROWS: Row[] = [
	{ name: 'health', expected: PUBLIC },
	{ name: 'session.get', expected: PUBLIC },
	{
		name: 'session.signIn',
		input: () => ({ username: 'dora', password: PASSWORD }),
		expected: PUBLIC,
	},
	{ name: 'session.signOut', expected: PUBLIC },
	{ name: 'session.signOutEverywhere', expected: PEOPLE },
	{
		name: 'session.changePassword',
		input: () => ({ currentPassword: PASSWORD, newPassword: 'another long password' }),
		expected: PEOPLE,
	},
	{
		name: 'setup.status',
		input: ({ setupSecret }) => ({ secret: setupSecret }),
		expected: PUBLIC,
	},
	{
		name: 'setup.createAdmin',
		input: ({ setupSecret }) => ({
			secret: setupSecret,
			username: 'eve',
			password: PASSWORD,
			sampleData: false,
		}),
		// The link died with the first account.
		expected: Object.fromEntries(CALLERS.map((caller) => [caller, 'FORBIDDEN'])) as Expected,
	},

	{ name: 'accounts.list', expected: ADMINS },
	{
		name: 'accounts.create',
		input: () => ({ username: 'eve', role: 'user', password: PASSWORD }),
		expected: ADMINS,
	},
	{
		name: 'accounts.setRole',
		input: ({ doraId }) => ({ id: doraId, role: 'admin' }),
		expected: ADMINS,
	},
	{ name: 'accounts.setPassword', input: ({ doraId }) => ({ id: doraId }), expected: ADMINS },
	{
		name: 'accounts.setDisabled',
		input: ({ doraId }) => ({ id: doraId, disabled: true }),
		expected: ADMINS,
	},

	{ name: 'keys.list', expected: PEOPLE },
	{
		name: 'keys.create',
		input: () => ({ name: 'k', scopes: ['audit:read'] }),
		expected: PEOPLE,
	},
	{
		name: 'keys.revoke',
		about: 'alice’s',
		input: ({ aliceKeyId }) => ({ id: aliceKeyId }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},

	{ name: 'audit.listUsers', expected: READ_ALL },
	...readers('audit.listDays', {}),
	...readers('audit.readDay', { day: DAY }),
	...readers('audit.recent', {}),
	{ name: 'audit.recentAllUsers', input: () => ({}), expected: READ_ALL },
	{
		name: 'audit.entry',
		about: 'of alice',
		input: ({ ref }) => ({ user: 'alice', day: DAY, ref }),
		expected: READ_ALICE,
	},
	{
		name: 'audit.entry',
		about: 'of alice, in one’s own log',
		input: ({ ref }) => ({ day: DAY, ref }),
		expected: { ...READ, ...ONLY_ALICE },
	},
	...readers('audit.summary', { day: DAY }),
	...readers('audit.search', { filter: { text: 'only' } }),
	...readers('audit.tail', {}),
	{ name: 'audit.record', input: () => call, expected: WRITE },
	{
		name: 'audit.record',
		about: 'for alice',
		input: () => ({ ...call, user: 'alice' }),
		expected: { ...WRITE, bob: 'NOT_FOUND' },
	},

	{ name: 'files.list', expected: PEOPLE },
	{ name: 'files.read', input: () => ({ path: 'own.md' }), expected: PEOPLE },
	{
		name: 'files.read',
		about: 'alice’s',
		input: () => ({ path: 'alice.md' }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{
		name: 'files.save',
		input: ({ aliceHash }) => ({ path: 'alice.md', text: 'x', hash: aliceHash }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{ name: 'files.create', input: () => ({ path: 'new.md' }), expected: PEOPLE },
	{
		name: 'files.rename',
		input: () => ({ path: 'alice.md', to: 'moved.md' }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{
		name: 'files.remove',
		input: () => ({ path: 'alice.md' }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{ name: 'files.listBin', expected: PEOPLE },
	{
		name: 'files.restore',
		about: 'alice’s',
		input: ({ aliceBinId }) => ({ id: aliceBinId }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},

	{ name: 'GET /api/openapi.json', expected: PUBLIC },
	{ name: 'GET /api/audit/files', expected: READ },
	{ name: 'GET /api/audit/day', input: () => ({ date: DAY }), expected: READ },
	{ name: 'GET /api/audit/export', input: () => ({ day: DAY }), expected: READ },
	{
		name: 'GET /api/audit/export',
		about: 'of alice',
		input: () => ({ day: DAY, user: 'alice' }),
		expected: READ_ALICE,
	},
	{ name: 'GET /api/files/raw', input: () => ({ path: 'own.md' }), expected: PEOPLE },
	{
		name: 'GET /api/files/raw',
		about: 'alice’s',
		input: () => ({ path: 'alice.md' }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{ name: 'POST /api/files/upload', input: () => ({ path: 'up.bin' }), expected: PEOPLE },
];

async function createWorld(): Promise<World> {
	const home = await homeWith({
		[`alice/tool_audit/${DAY}.jsonl`]: LINE,
		'alice/own.md': 'mine',
		'alice/alice.md': SECRET,
		'alice/binned.md': SECRET,
		'bob/own.md': 'mine',
		'admin/own.md': 'mine',
	});
	const server = await startServer({ home });
	const setupSecret = server.setupSecret()!;
	const admin = await server.person('admin', 'admin');
	const alice = await server.person('alice');
	const bob = await server.person('bob');
	const dora = await server.person('dora');
	const readKey = await server.program(alice.account, ['audit:read']);
	const writeKey = await server.program(alice.account, ['audit:write']);
	const revokedKey = await server.program(alice.account, ['audit:read', 'audit:write']);
	server.accounts.keys.revoke(alice.account.id, revokedKey.keyId);
	const spare = await server.program(alice.account, ['audit:read']);
	const file = await alice.call('files.read', { path: 'alice.md' });
	const own = await bob.call('files.read', { path: 'own.md' });
	const bin = await alice.call('files.remove', { path: 'binned.md' });
	const day = await alice.call('audit.readDay', { day: DAY });
	return {
		server,
		visitors: { anonymous: server.visitor(), alice, bob, admin, readKey, writeKey, revokedKey },
		doraId: dora.account.id,
		aliceKeyId: spare.keyId,
		aliceBinId: bin.data.id as string,
		aliceHash: file.data.hash as string,
		bobHash: own.data.hash as string,
		ref: day.data.entries[0].ref as string,
		setupSecret,
	};
}

async function knock(visitor: Visitor, name: string, input: unknown) {
	const [, method, path] = /^(GET|POST) (.*)$/.exec(name) ?? [];
	if (!method) return visitor.call(name, input);
	const query = new URLSearchParams(input as Record<string, string>).toString();
	return visitor.send(method, `${path}?${query}`);
}

const title = ({ name, about }: Row) => (about ? `${name} (${about})` : name);

describe.each(ROWS.map((row) => [title(row), row] as const))('%s', (_title, row) => {
	test('answers each caller as the table says, and tells alice’s secret to nobody else', async () => {
		const world = await createWorld();
		const found: Partial<Expected> = {};
		for (const caller of CALLERS) {
			const answer = await knock(world.visitors[caller], row.name, row.input?.(world));
			found[caller] = answer.code;
			if (['anonymous', 'bob', 'writeKey', 'revokedKey'].includes(caller)) {
				expect(answer.text, `what ${caller} gets to see`).not.toContain(SECRET);
			}
		}
		expect(found).toEqual(row.expected);
	});
});

test('somebody’s log and nobody’s are refused in the same words', async () => {
	const { visitors } = await createWorld();
	const answers = await Promise.all(
		['alice', 'nobody', '../alice', 'alice\0'].map((user) =>
			visitors.bob.call('audit.readDay', { user, day: DAY }),
		),
	);
	const said = answers.map(({ status, code, message }) => ({ status, code, message }));
	expect(new Set(said.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('every procedure and every endpoint has a row', async () => {
	const { server } = await createWorld();
	const named = new Set(ROWS.map((row) => row.name));
	const there = [...Object.keys(appRouter._def.procedures), ...server.routes()];
	expect(there.filter((name) => !named.has(name))).toEqual([]);
	expect([...named].filter((name) => !there.includes(name))).toEqual([]);
});

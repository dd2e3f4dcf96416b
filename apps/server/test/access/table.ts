import { PASSWORD } from '../fixtures/accounts.ts';
import type { TestServer } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';

export const DAY = '2026-11-22';
/** In alice's log and files, and nowhere else. */
export const SECRET = 'only-alice-knows-7f3a';
export const LINE = `{"ts": "${DAY}T07:00:00", "user": "alice", "tool": "t", "args": {"a": "${SECRET}"}, "status": "ok", "result_chars": 0, "result_snippet": ""}\n`;

export const CALLERS = [
	...['anonymous', 'alice', 'bob', 'admin'],
	...['readKey', 'writeKey', 'revokedKey'],
] as const;
export type Caller = (typeof CALLERS)[number];
export type Expected = Record<Caller, string>;

export interface World {
	server: TestServer;
	clients: Record<Caller, TestClient>;
	/** An account that admins may change without harm. */
	doraId: string;
	aliceKeyId: string;
	aliceBinId: string;
	aliceHash: string;
	ref: string;
	setupSecret: string;
}

const AGENT = { agent: 'claude-code' };
/** Of a change that was never shown. */
const fingerprint = '0'.repeat(64);

export interface Row {
	/** Path of a procedure, or method and path of an endpoint. */
	name: string;
	/** What is special about this row. */
	about?: string;
	input?: (world: World) => unknown;
	/** Of an endpoint that takes JSON. */
	body?: () => unknown;
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
/** The client's own log; the keys are alice's. */
const READ: Expected = {
	...PUBLIC,
	anonymous: 'UNAUTHORIZED',
	writeKey: 'FORBIDDEN',
	revokedKey: 'UNAUTHORIZED',
};
/** alice's log, requested by name. */
const READ_ALICE: Expected = { ...READ, bob: 'NOT_FOUND' };
const UNKNOWN_USER: Expected = {
	...READ,
	alice: 'NOT_FOUND',
	bob: 'NOT_FOUND',
	admin: 'NOT_FOUND',
	readKey: 'NOT_FOUND',
};
const READ_ALL: Expected = { ...READ, alice: 'FORBIDDEN', bob: 'FORBIDDEN', readKey: 'FORBIDDEN' };
const WRITE: Expected = { ...READ, readKey: 'FORBIDDEN', writeKey: 'OK' };
/** Something of alice's that other users don't have under the same name. */
const ONLY_ALICE = { bob: 'NOT_FOUND', admin: 'NOT_FOUND' };
/** The log of a user can't be named at all. */
const OWN_LOG_ALONE = {
	alice: 'BAD_REQUEST',
	bob: 'BAD_REQUEST',
	admin: 'BAD_REQUEST',
	readKey: 'BAD_REQUEST',
};

const call = { tool: 't', args: {}, status: 'ok', result: '' };
const readers = (name: string, input: object): Row[] => [
	{ name, input: () => input, expected: READ },
	{ name, about: 'of alice', input: () => ({ ...input, user: 'alice' }), expected: READ_ALICE },
	{
		name,
		about: 'of an unknown user',
		input: () => ({ ...input, user: 'nobody' }),
		expected: UNKNOWN_USER,
	},
];

export const ROWS: Row[] = [
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
		// The link is not valid after the first account.
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
		name: 'keys.createForProgram',
		input: () => ({ name: 'k', password: PASSWORD }),
		expected: PEOPLE,
	},
	{
		name: 'keys.createForProgram',
		about: 'with a wrong password',
		input: () => ({ name: 'k', password: 'wrong' }),
		expected: { ...PEOPLE, alice: 'FORBIDDEN', bob: 'FORBIDDEN', admin: 'FORBIDDEN' },
	},
	{
		name: 'keys.revoke',
		about: 'alice’s',
		input: ({ aliceKeyId }) => ({ id: aliceKeyId }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},

	{ name: 'capture.agents', expected: PEOPLE },
	{ name: 'capture.failing', expected: PEOPLE },
	{ name: 'capture.previewConnect', input: () => AGENT, expected: ADMINS },
	{
		name: 'capture.connect',
		input: () => ({ ...AGENT, fingerprint, password: PASSWORD }),
		expected: { ...ADMINS, admin: 'CONFLICT' },
	},
	{ name: 'capture.previewDisconnect', input: () => AGENT, expected: ADMINS },
	{
		name: 'capture.disconnect',
		input: () => ({ ...AGENT, fingerprint, password: PASSWORD }),
		expected: { ...ADMINS, admin: 'CONFLICT' },
	},
	{ name: 'capture.previewImport', input: () => AGENT, expected: ADMINS },
	{
		name: 'capture.import',
		input: () => ({ ...AGENT, password: PASSWORD }),
		expected: ADMINS,
	},
	{ name: 'capture.importState', expected: ADMINS },
	{ name: 'capture.cancelImport', expected: ADMINS },

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
	...readers('audit.summaryOverDays', {}),
	{ name: 'audit.summaryAllUsers', input: () => ({}), expected: READ_ALL },
	...readers('audit.search', { filter: { text: 'only' } }),
	{ name: 'audit.secrets', expected: READ },
	{
		name: 'audit.secrets',
		about: 'of alice',
		input: () => ({ user: 'alice' }),
		expected: { ...READ, ...OWN_LOG_ALONE },
	},
	...readers('audit.tail', {}),
	{ name: 'audit.changes', expected: READ },
	{ name: 'audit.record', input: () => call, expected: WRITE },
	{
		name: 'audit.record',
		about: 'for alice',
		input: () => ({ ...call, user: 'alice' }),
		expected: { ...WRITE, bob: 'NOT_FOUND' },
	},
	{ name: 'audit.recorder', expected: ADMINS },

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
	{ name: 'GET /api/health', expected: PUBLIC },
	{ name: 'GET /api/audit/users', expected: READ_ALL },
	...readers('GET /api/audit/days', {}),
	...readers('GET /api/audit/page', { day: DAY }),
	...readers('GET /api/audit/recent', { 'to-day': DAY }),
	{ name: 'GET /api/audit/recent-all-users', input: () => ({ 'to-day': DAY }), expected: READ_ALL },
	...readers('GET /api/audit/search', { text: 'only' }),
	{
		name: 'GET /api/audit/entry',
		about: 'of alice',
		input: ({ ref }) => ({ user: 'alice', day: DAY, ref }),
		expected: READ_ALICE,
	},
	{
		name: 'GET /api/audit/entry',
		about: 'of alice, in one’s own log',
		input: ({ ref }) => ({ day: DAY, ref }),
		expected: { ...READ, ...ONLY_ALICE },
	},
	...readers('GET /api/audit/summary', { day: DAY }),
	...readers('GET /api/audit/summary-over-days', {}),
	{ name: 'GET /api/audit/summary-all-users', expected: READ_ALL },
	{ name: 'GET /api/audit/secrets', expected: READ },
	{
		name: 'GET /api/audit/secrets',
		about: 'of alice',
		input: () => ({ user: 'alice' }),
		expected: { ...READ, ...OWN_LOG_ALONE },
	},
	...readers('GET /api/audit/tail', {}),
	{ name: 'GET /api/audit/changes', expected: READ },
	{ name: 'POST /api/audit/record', body: () => call, expected: WRITE },
	{
		name: 'POST /api/audit/record',
		about: 'for alice',
		body: () => ({ ...call, user: 'alice' }),
		expected: { ...WRITE, bob: 'NOT_FOUND' },
	},
	{
		name: 'POST /api/audit/record',
		about: 'several for alice',
		body: () => ({ user: 'alice', calls: [call, call] }),
		expected: { ...WRITE, bob: 'NOT_FOUND' },
	},
	{ name: 'GET /api/audit/export', input: () => ({ day: DAY }), expected: READ },
	{
		name: 'GET /api/audit/export',
		about: 'of alice',
		input: () => ({ day: DAY, user: 'alice' }),
		expected: READ_ALICE,
	},
	{ name: 'POST /api/audit/export', body: () => ({ day: DAY }), expected: READ },
	{
		name: 'POST /api/audit/export',
		about: 'of alice',
		body: () => ({ day: DAY, user: 'alice' }),
		expected: READ_ALICE,
	},
	{ name: 'GET /api/files/raw', input: () => ({ path: 'own.md' }), expected: PEOPLE },
	{
		name: 'GET /api/files/raw',
		about: 'alice’s',
		input: () => ({ path: 'alice.md' }),
		expected: { ...PEOPLE, ...ONLY_ALICE },
	},
	{
		name: 'POST /api/capture/claude-code',
		about: 'without an event',
		// For programs alone: cookies are ignored.
		expected: {
			...Object.fromEntries(CALLERS.map((caller) => [caller, 'UNAUTHORIZED'])),
			...{ readKey: 'FORBIDDEN', writeKey: 'BAD_REQUEST' },
		} as Expected,
	},
	{ name: 'POST /api/files/upload', input: () => ({ path: 'up.bin' }), expected: PEOPLE },
];

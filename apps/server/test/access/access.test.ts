/**
 * Permissions as one table: every procedure and every endpoint for every kind of client. A procedure or an
 * endpoint without a row fails the last test.
 */
import { describe, expect, test } from 'vitest';
import { appRouter } from '../../src/router.ts';
import { localAgents } from '../fixtures/agents.ts';
import { homeWith, tempFolder } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';
import { CALLERS, DAY, type Expected, LINE, type Row, ROWS, SECRET, type World } from './table.ts';

async function createWorld(): Promise<World> {
	const home = await homeWith({
		[`alice/tool_audit/${DAY}.jsonl`]: LINE,
		'alice/own.md': 'mine',
		'alice/alice.md': SECRET,
		'alice/binned.md': SECRET,
		'bob/own.md': 'mine',
		'admin/own.md': 'mine',
	});
	const server = await startServer({ home, ...localAgents(await tempFolder()) });
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
	const bin = await alice.call('files.remove', { path: 'binned.md' });
	const day = await alice.call('audit.readDay', { day: DAY });
	return {
		server,
		clients: { anonymous: server.client(), alice, bob, admin, readKey, writeKey, revokedKey },
		doraId: dora.account.id,
		aliceKeyId: spare.keyId,
		aliceBinId: bin.data.id as string,
		aliceHash: file.data.hash as string,
		ref: day.data.entries[0].ref as string,
		setupSecret,
	};
}

async function knock(client: TestClient, { name, body }: Row, input: unknown) {
	const [, method, path] = /^(GET|POST) (.*)$/.exec(name) ?? [];
	if (!method) return client.call(name, input);
	if (body) return client.send(method, path!, body());
	const query = new URLSearchParams(input as Record<string, string>).toString();
	return client.send(method, `${path}?${query}`);
}

const title = ({ name, about }: Row) => (about ? `${name} (${about})` : name);

/** What each caller gets to a row, of which none but those that may have it gets alice’s secret. */
async function answersTo(row: Row, world: World): Promise<Partial<Expected>> {
	const found: Partial<Expected> = {};
	for (const caller of CALLERS) {
		const answer = await knock(world.clients[caller], row, row.input?.(world));
		found[caller] = answer.code;
		if (['anonymous', 'bob', 'writeKey', 'revokedKey'].includes(caller)) {
			expect(answer.text, `what ${caller} gets to see`).not.toContain(SECRET);
		}
	}
	return found;
}

const procedures: Record<string, unknown> = appRouter._def.procedures;
/** A row that changes nothing for those behind it. */
function isRead({ name }: Row): boolean {
	const procedure = procedures[name] as { _def: { type: string } } | undefined;
	return name.startsWith('GET ') || procedure?._def.type === 'query';
}

test('reads answer each caller as the table says, and give alice’s secret to no other caller', async () => {
	const world = await createWorld();
	const rows = ROWS.filter(isRead);
	const found: Record<string, Partial<Expected>> = {};
	for (const row of rows) found[title(row)] = await answersTo(row, world);
	expect(found).toEqual(Object.fromEntries(rows.map((row) => [title(row), row.expected])));
});

describe.each(ROWS.filter((row) => !isRead(row)).map((row) => [title(row), row] as const))(
	'%s',
	(_title, row) => {
		test('answers each caller as the table says, and gives alice’s secret to no other caller', async () => {
			expect(await answersTo(row, await createWorld())).toEqual(row.expected);
		});
	},
);

test('gives the same answer for another user’s log and for an unknown user', async () => {
	const { clients } = await createWorld();
	const answers = await Promise.all(
		['alice', 'nobody', '../alice', 'alice\0'].map((user) =>
			clients.bob.call('audit.readDay', { user, day: DAY }),
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

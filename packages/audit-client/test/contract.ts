/** What holds for every client: the one of a server, and the one for tests. */
import { AUDIT_ERRORS } from '@tool-audit/core';
import { describe, expect, test } from 'vitest';
import type { AuditClient, TailRow } from '../src/index.ts';
import { allOf } from './all-of.ts';

const CALL = { tool: 'web.get', args: { n: 1 }, status: 'ok', result: 'hello' } as const;

/** A client of alice, who is no admin, and of nobody else's. */
export interface OpenedClient extends AsyncDisposable {
	client: AuditClient;
	/** A client of an admin over the same logs. */
	admin: AuditClient;
}

export function describeClient(name: string, open: () => Promise<OpenedClient>): void {
	describe(name, () => {
		test('a recorded call is read by every procedure', async () => {
			await using opened = await open();
			const { audit, health } = opened.client;
			const { day, id } = await audit.record.mutate({ ...CALL, session: 's-1', duration_ms: 12 });
			const entry = { id, user: 'alice', tool: 'web.get', session: 's-1', result_snippet: 'hello' };
			const listed = await audit.listDays.query();
			expect(listed.days).toMatchObject([{ day, counts: { total: 1, ok: 1 } }]);
			expect(listed.complete).toBe(true);
			expect(listed).not.toHaveProperty('notDays');
			const page = await audit.readDay.query({ day });
			expect(page).toMatchObject({ total: 1, entries: [{ position: 0, entry }], damaged: [] });
			const { ref } = page.entries[0]!;
			expect(await audit.entry.query({ day, ref })).toMatchObject({ row: { entry }, next: null });
			expect((await audit.recent.query()).entries).toMatchObject([{ day, entry }]);
			expect((await audit.search.query({ filter: { text: 'HELLO' } })).entries).toHaveLength(1);
			expect((await audit.summary.query({ day })).tools).toMatchObject([{ tool: 'web.get' }]);
			expect((await audit.summaryOverDays.query()).counts.total).toBe(1);
			expect(await audit.secrets.query()).toMatchObject({ days: [] });
			expect(await health.query()).toMatchObject({ status: 'ok' });
		});

		test('a call with the same id is one entry', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const first = await audit.record.mutate({ ...CALL, id: 'a-1' });
			expect(await audit.record.mutate({ ...CALL, id: 'a-1' })).toEqual(first);
			await audit.record.mutate(CALL);
			expect((await audit.readDay.query({ day: first.day })).total).toBe(2);
		});

		test('a call is recorded as of its start, if that is told', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const at = new Date(Date.now() - 60_000);
			const { ts } = await audit.record.mutate({ ...CALL, at, duration_ms: 12 });
			expect(Date.parse(ts)).toBe(at.getTime());
			const { entries } = await audit.search.query({ filter: { tool: ['web.get'] } });
			expect(entries).toMatchObject([{ entry: { ts, recorded_at: expect.any(String) as string } }]);
		});

		test('an option that a call does not have is refused', async () => {
			await using opened = await open();
			const options = { timout: 5 } as object;
			const call = opened.client.audit.listDays.query({}, options);
			await expect(call).rejects.toThrow(/^A call has no option "timout"/);
		});

		test('an option that a loop does not have is refused, with those that it has', async () => {
			await using opened = await open();
			const { client } = opened;
			const options = { fliter: {} } as object;
			const sentence = (method: string) =>
				`client.${method} has no option "fliter". Its options are user`;
			expect(() => client.tail(options)).toThrow(sentence('tail'));
			expect(() => client.days(options)).toThrow(sentence('days'));
			expect(() => client.rows('2026-11-22', options)).toThrow(sentence('rows'));
			expect(() => client.search(options as never)).toThrow(sentence('search'));
			expect(() => client.recent(options)).toThrow(sentence('recent'));
			await expect(client.export('2026-11-22', options)).rejects.toThrow(sentence('export'));
			const noOptions = undefined as never;
			expect(() => client.search(noOptions)).toThrow('client.search must be an object');
		});

		test.each([
			['signal', new AbortController(), 'an AbortSignal'],
			['headers', new Headers(), 'an object of texts by name'],
			['headers', 'x-token: 1', 'an object of texts by name'],
			['timeout', -1, 'a number from 0 on; it is -1'],
			['retries', '2', 'a number from 0 on; it is 2'],
		])('a wrong %s is refused, everywhere', async (name, value, sentence) => {
			await using opened = await open();
			const { client } = opened;
			const options = { [name]: value } as object;
			const message = `${name} must be ${sentence}`;
			expect(() => client.tail(options)).toThrow(message);
			expect(() => client.rows('2026-11-22', options)).toThrow(message);
			expect(() => client.audit.tail.subscribe({}, options)).toThrow(message);
			await expect(client.audit.listDays.query({}, options)).rejects.toThrow(message);
			await expect(client.export('2026-11-22', options)).rejects.toThrow(message);
		});

		test('pages, filters and orders are those that were asked for', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			for (let n = 0; n < 5; n++) {
				const status = n === 3 ? 'denied' : 'ok';
				await audit.record.mutate({ ...CALL, args: { n }, status });
			}
			const { days } = await audit.listDays.query();
			const { day } = days[0]!;
			const numbers = async (input: object) =>
				(await audit.readDay.query({ day, ...input })).entries.map(({ entry }) => entry['args']);
			expect(await numbers({ from: 1, limit: 2 })).toEqual([{ n: 1 }, { n: 2 }]);
			expect(await numbers({ limit: 1, order: 'desc' })).toEqual([{ n: 4 }]);
			expect(await numbers({ filter: { status: ['denied'] } as const })).toEqual([{ n: 3 }]);
		});

		test('loops walk over everything', async () => {
			await using opened = await open();
			const { client } = opened;
			for (let n = 0; n < 3; n++) await client.audit.record.mutate({ ...CALL, args: { n } });
			const [{ day } = { day: '' }] = await allOf(client.days());
			expect((await allOf(client.rows(day))).map(({ position }) => position)).toEqual([0, 1, 2]);
			expect(await allOf(client.recent())).toHaveLength(3);
			expect(await allOf(client.search({ filter: { text: '2' } }))).toHaveLength(1);
			const file = await client.export(day, { format: 'jsonl' });
			expect(file.rows).toBe(3);
			expect((await file.text()).trim().split('\n')).toHaveLength(3);
			const filter = { tool: ['web.get'], text: '1' };
			const json = await client.export(day, { format: 'json', filter });
			expect(JSON.parse(await json.text())).toMatchObject([{ tool: 'web.get', args: { n: 1 } }]);
		});

		test('a tail gives what was, and goes on live', async () => {
			await using opened = await open();
			const { client } = opened;
			await client.audit.record.mutate({ ...CALL, args: { n: 0 } });
			const rows: TailRow[] = [];
			for await (const row of client.tail({ since: new Date(Date.now() - 60_000) })) {
				rows.push(row);
				if (rows.length === 2) break;
				await client.audit.record.mutate({ ...CALL, args: { n: 1 } });
			}
			expect(rows).toMatchObject([{ position: 0 }, { position: 1 }]);
			const after = rows[0]!.cursor!;
			const { value } = await client.tail({ after }).next();
			expect(value).toMatchObject({ position: 1, entry: { args: { n: 1 } } });
		});

		test('a subscription calls back, until it is left', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const types: string[] = [];
			const { promise, resolve, reject } = Promise.withResolvers<void>();
			const live = audit.tail.subscribe(
				{},
				{
					onData({ id, data }) {
						expect(id).toBe(data.cursor);
						types.push(data.type);
						if (data.type === 'start') audit.record.mutate(CALL).catch(reject);
						else resolve();
					},
					onError: reject,
				},
			);
			await promise;
			live.unsubscribe();
			expect(types).toEqual(['start', 'rows']);
		});

		test('changes tells which days have grown', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const { promise, resolve, reject } = Promise.withResolvers<number>();
			const live = audit.changes.subscribe(undefined, {
				onData(event) {
					if (event.type === 'start') audit.record.mutate(CALL).catch(reject);
					else resolve(event.added);
				},
				onError: reject,
			});
			expect(await promise).toBe(1);
			live.unsubscribe();
		});

		test('what is wrong is refused by its code', async () => {
			await using opened = await open();
			const { client } = opened;
			const { audit } = client;
			const day = '2026-11-22';
			const codes: [() => Promise<unknown>, string][] = [
				[() => audit.readDay.query({ day: '2026-02-30' }), 'bad_input'],
				[() => audit.readDay.query({ day, limit: 0 }), 'bad_input'],
				[() => audit.recent.query({ filter: { text: '(', regex: true } }), 'bad_input'],
				[() => audit.search.query({ filter: {}, cursor: 'none' }), 'bad_input'],
				[() => audit.entry.query({ day, ref: '0-0' }), 'not_found'],
				[() => audit.readDay.query({ day, user: 'bob' }), 'not_found'],
				[() => audit.listUsers.query(), 'forbidden'],
				[() => audit.recentAllUsers.query(), 'forbidden'],
				[() => client.export(day, { user: 'bob' }), 'not_found'],
				[() => client.tail({ user: 'bob' }).next(), 'not_found'],
				[() => audit.record.mutate({ ...CALL, id: 'a b' }), 'bad_input'],
				[() => audit.record.mutate({ ...CALL, tool: '' }), 'bad_input'],
				[() => audit.record.mutate({ ...CALL, status: 'fine' as 'ok' }), 'bad_input'],
				[() => audit.record.mutate({ ...CALL, result: {} as string }), 'bad_input'],
				[() => audit.record.mutate({ ...CALL, args: [] as object }), 'bad_input'],
			];
			for (const [call, code] of codes) {
				await expect(call()).rejects.toMatchObject({ name: 'AuditClientError', code });
			}
		});

		test('what is wrong is said in the same words', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const day = '2026-11-22';
			const record = (part: object) => audit.record.mutate({ ...CALL, ...part });
			const said: [() => Promise<unknown>, string][] = [
				[() => record({ id: 'a b' }), `id: ${AUDIT_ERRORS['bad-id']}`],
				[() => record({ tool: '' }), 'tool: Name the tool, in 1 to 500 characters.'],
				[() => record({ args: [] }), 'args: Give the arguments as an object.'],
				[() => record({ status: 'fine' }), 'status: Give one of ok, error, denied.'],
				[() => record({ result: 7 }), 'result: Give the result as a text.'],
				[
					() => record({ result_chars: -1 }),
					'result_chars: Give the length of the whole result in characters, a whole number from 0 on.',
				],
				...['1999-12-31T23:59:59Z', '2026-11-22T12:00:00', 'soon'].map(
					(at): [() => Promise<unknown>, string] => [
						() => record({ at }),
						'at: Give the instant at which the call began as ISO 8601 with an offset, from the year 2000 on.',
					],
				),
				[
					() => record({ tool: 7, status: undefined, result: undefined }),
					'tool: Name the tool, in 1 to 500 characters; status: Give one of ok, error, denied; result: Give the result as a text.',
				],
				[
					() => record({ user: 'bob' }),
					'This user does not exist, or you can’t record into their log.',
				],
				[
					() => audit.readDay.query({ day, user: 'bob' }),
					'This user does not exist, or you can’t read their log.',
				],
				[
					() => audit.readDay.query({ day, filter: { status: ['fine'] as never } }),
					'filter.status[0]: Give one of ok, error, denied, other, damaged.',
				],
				[
					() => audit.readDay.query({ day, filter: { colour: 'red' } as object }),
					'filter: A filter has no part "colour".',
				],
				[
					() => audit.recent.query({ filter: { text: '(a', regex: true } }),
					'"(a" is not a valid regular expression (missing closing parenthesis). Correct the filter.',
				],
				[
					() => audit.search.query({} as never),
					'filter: Give an object such as {"status":["error"]}.',
				],
				[
					() => audit.readDay.query({ day: '2026-02-30' }),
					'day: Give a calendar date that exists, as YYYY-MM-DD.',
				],
				[
					() => audit.readDay.query({ day, limit: 0 }),
					'limit: Give a whole number from 1 to 1000.',
				],
				[() => audit.readDay.query({ day, order: 'up' as 'asc' }), 'order: Give asc or desc.'],
				[
					() => audit.entry.query({ day } as never),
					'ref: It is missing. Give a text of at most 1000 characters.',
				],
			];
			for (const [call, message] of said) {
				await expect(call()).rejects.toMatchObject({ message });
			}
		});

		test('a call that begins in the future begins now: clocks differ', async () => {
			await using opened = await open();
			const before = Date.now();
			const at = new Date(before + 3_600_000);
			const receipt = await opened.client.audit.record.mutate({ ...CALL, at });
			expect(receipt.written).toBe(true);
			expect(Date.parse(receipt.ts)).toBeGreaterThanOrEqual(before);
			expect(Date.parse(receipt.ts)).toBeLessThanOrEqual(Date.now());
		});

		test('an aborted call rejects', async () => {
			await using opened = await open();
			const { audit } = opened.client;
			const reason = new Error('enough');
			const call = audit.recent.query({}, { signal: AbortSignal.abort(reason) });
			await expect(call).rejects.toMatchObject({ code: 'aborted' });
		});

		test('an admin reads all logs', async () => {
			await using opened = await open();
			const { client, admin } = opened;
			const { day } = await client.audit.record.mutate(CALL);
			expect((await admin.audit.listUsers.query()).users).toContain('alice');
			const { entries } = await admin.audit.recentAllUsers.query();
			expect(entries.filter(({ user }) => user === 'alice')).toHaveLength(1);
			expect((await admin.audit.summaryAllUsers.query()).counts.total).toBeGreaterThan(0);
			expect((await admin.audit.readDay.query({ user: 'alice', day })).total).toBe(1);
		});
	});
}

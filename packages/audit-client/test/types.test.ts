import type { AppRouter } from '@tool-audit/server/router';
import { createTRPCClient } from '@trpc/client';
import type { inferRouterInputs } from '@trpc/server';
import { expectTypeOf, test } from 'vitest';
import type { Mutation, Query, Subscription } from '../src/api.ts';
import {
	type AuditClient,
	createAuditClient,
	type ErrorShape,
	type JsonObject,
	type Page,
} from '../src/index.ts';
import { auditLinks, type AuditRouter } from '../src/trpc.ts';

// Only types are checked here, by tsc: nothing is called.
const client = createAuditClient({ url: 'http://127.0.0.1:1', apiKey: 'ta_none' });
const { audit } = client;
const never = (_call: () => unknown) => {};

type Api = AuditClient['audit'];
type Served = Pick<AppRouter['_def']['record'], 'audit' | 'health'>;
type ServedInputs = inferRouterInputs<AppRouter>['audit'];
/** Not as tRPC infers them, after JSON: the server returns only plain JSON. */
type ServedOutput<Name extends keyof Served['audit']> =
	Served['audit'][Name]['_def']['$types']['output'];

/** Written out, without `readonly` and `undefined`: how a type was put together makes no difference then. */
type Plain<T> = T extends (infer Item)[] | readonly (infer Item)[]
	? Plain<Item>[]
	: T extends object
		? { -readonly [Name in keyof T]: Plain<Exclude<T[Name], undefined>> }
		: T;
type InputOf<P> = P extends Query<infer I, unknown> | Mutation<infer I, unknown> ? I : never;
type OutputOf<P> = P extends Query<never, infer O> | Mutation<never, infer O> ? O : never;
type Streams = 'tail' | 'changes';
type Calls = Exclude<keyof Api, Streams>;
/** `record` takes further fields at run time, which its type does not name. */
type Reads = Exclude<Calls, 'record' | 'listUsers'>;

test('the written procedures take what the server takes', () => {
	expectTypeOf<{ [Name in Reads]: Plain<NonNullable<InputOf<Api[Name]>>> }>().toEqualTypeOf<{
		[Name in Reads]: Plain<NonNullable<Exclude<ServedInputs[Name], void>>>;
	}>();
	// What JSON makes of them is sent.
	type Sent = Omit<InputOf<Api['record']>, 'args' | 'extra' | 'at'> & {
		args: JsonObject;
		at?: string;
	};
	expectTypeOf<Sent>().toExtend<ServedInputs['record']>();
	type TailInput = Api['tail'] extends Subscription<infer I, unknown> ? I : never;
	type ServedTail = Omit<ServedInputs['tail'], 'lastEventId'>;
	expectTypeOf<Plain<TailInput>>().toEqualTypeOf<Plain<ServedTail>>();
});

test('they answer what the server answers', () => {
	expectTypeOf<{ [Name in Calls]: OutputOf<Api[Name]> }>().toEqualTypeOf<{
		[Name in Calls]: ServedOutput<Name>;
	}>();
});

test('the procedures are those of the server that a key can call', () => {
	// The state of the server's own recorder is for admins in person.
	expectTypeOf<keyof Api>().toEqualTypeOf<Exclude<keyof Served['audit'], 'recorder'>>();
});

test('errors have the shape of the server’s', () => {
	type ServedShape = AppRouter['_def']['_config']['$types']['errorShape'];
	expectTypeOf<ServedShape>().toExtend<ErrorShape>();
});

test('a tRPC client of one’s own has the same types', () => {
	const trpc = createTRPCClient<AuditRouter>({
		links: auditLinks({ url: 'http://h', apiKey: '' }),
	});
	expectTypeOf(trpc.audit.readDay.query).returns.resolves.toEqualTypeOf<Page>();
	never(() => trpc.audit.listDays.query());
	never(() => trpc.audit.recent.query({ days: 7 }));
	never(() => trpc.audit.tail.subscribe({}, { onData: ({ data }) => data.type }));
	// @ts-expect-error A day is needed.
	never(() => trpc.audit.readDay.query({}));
});

test('an input whose parts are all optional may be left out', () => {
	never(() => audit.listDays.query());
	never(() => audit.recent.query(undefined, { timeout: 1_000 }));
	never(() => client.health.query());
});

test('a read-only filter and read-only arguments are taken', () => {
	const filter = { status: ['denied', 'error'], tool: ['Bash'] } as const;
	never(() => audit.recent.query({ filter }));
	interface Args {
		readonly path: string;
		tags?: readonly string[];
	}
	const args: Args = { path: 'a' };
	never(() => audit.record.mutate({ tool: 'x', args, status: 'ok', result: '' }));
	const known = { when: new Date(), size: 5n, none: undefined };
	never(() => audit.record.mutate({ tool: 'x', args: known, status: 'ok', result: '' }));
});

test('a wrong input is a type error', () => {
	// @ts-expect-error A day is a string.
	never(() => audit.readDay.query({ day: 20261122 }));
	// @ts-expect-error A day is needed.
	never(() => audit.readDay.query({}));
	// @ts-expect-error There is no option limits.
	never(() => audit.readDay.query({ day: '2026-11-22', limits: 5 }));
	// @ts-expect-error There is no such status.
	never(() => audit.recent.query({ filter: { status: ['fine'] } }));
	// @ts-expect-error The result is text.
	never(() => audit.record.mutate({ tool: 'x', args: {}, status: 'ok', result: 5 }));
	// @ts-expect-error The field is called result.
	never(() => audit.record.mutate({ tool: 'x', args: {}, status: 'ok', resutl: '' }));
	const call = { tool: 'x', args: {}, status: 'ok', result: '' } as const;
	// @ts-expect-error The field is called session.
	never(() => audit.record.mutate({ ...call, session_id: 'a' }));
	// @ts-expect-error Recording is not a query.
	never(() => audit.record.query);
	// @ts-expect-error Files are not for keys.
	never(() => client.files);
	// @ts-expect-error There is no such option.
	never(() => createAuditClient({ url: 'http://h', apikey: '' }));
});

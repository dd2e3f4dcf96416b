/** What the types of a call take and refuse, and that what they take is written as docs/format.md §8 says. */
import { expect, expectTypeOf, test } from 'vitest';
import type { Call, CallArgs, Entry, EntryContent, Json } from '../src/index.ts';
import { encodeOne } from '../src/format/encode.fixture.ts';

interface ReadArguments {
	path: string;
	limit?: number;
	range?: readonly [from: number, to: number];
}

class Search {
	readonly query: string;
	constructor(query: string) {
		this.query = query;
	}
	get isEmpty() {
		return this.query === '';
	}
}

const furtherOf = ({ args: _, result: _1, ...further }: Call) => further;
const call = { user: 'alice', tool: 't', status: 'ok', result: '' } as const;

test('args take what callers have', () => {
	const interfaced: ReadArguments = { path: 'plan.md', range: [1, 2] };
	const unknowns: Record<string, unknown> = { a: 1 };
	const frozen = { path: 'plan.md', tags: ['a', 'b'], deep: { n: 1 } } as const;
	const given: [CallArgs, unknown][] = [
		[{}, {}],
		[
			{ a: 1, b: [null], c: { d: 'e' } },
			{ a: 1, b: [null], c: { d: 'e' } },
		],
		[interfaced, { path: 'plan.md', range: [1, 2] }],
		[unknowns, { a: 1 }],
		[frozen, { path: 'plan.md', tags: ['a', 'b'], deep: { n: 1 } }],
		[
			{ at: new Date(0), n: 1n, none: undefined },
			{ at: '1970-01-01T00:00:00.000Z', n: 1 },
		],
		[new Search('plan'), { query: 'plan' }],
		[Object.create(null) as object, {}],
	];
	for (const [args, written] of given) expect(encodeOne({ args }).entry.args).toEqual(written);
});

test('args are no list, no text and nothing else without names', () => {
	// @ts-expect-error a list has no names
	const list: CallArgs = ['a'];
	// @ts-expect-error a read-only list neither
	const frozenList: CallArgs = ['a'] as const;
	// @ts-expect-error a text
	const text: CallArgs = 'a';
	// @ts-expect-error null
	const nothing: CallArgs = null;
	// @ts-expect-error its content is not in its properties
	const map: CallArgs = new Map([['a', 1]]);
	// @ts-expect-error a date
	const date: CallArgs = new Date(0);
	// @ts-expect-error a function, which may be a call that was forgotten
	const callback: CallArgs = () => ({ a: 1 });
	// @ts-expect-error an expression
	const expression: CallArgs = /a/;
	// @ts-expect-error a promise, whose await was forgotten
	const promise: CallArgs = Promise.resolve({ a: 1 });
	for (const args of [list, frozenList, text, nothing, map, date, callback, expression, promise]) {
		expect(() => encodeOne({ args })).not.toThrow();
	}
});

test('the fields of the format have their types, and a misspelt one is refused', () => {
	const whole: Call = {
		...{ ...call, args: {} },
		...{ call_id: 'c', parent_call_id: 'p', session: 's', agent: 'a', agent_id: 'i' },
		...{ source: 'x', duration_ms: 12, denied_by: 'rule', reason: 'no', cwd: '/tmp' },
		...{ model: 'm', host: 'h', mcp_server: 'mcp' },
	};
	expect(encodeOne(whole).entry).toMatchObject(furtherOf(whole));
	const unknown: Call = { ...call, args: {}, session: undefined, duration_ms: undefined };
	expect(encodeOne(unknown).entry).not.toHaveProperty('session');
	// @ts-expect-error `result` is misspelt
	const misspelt: Call = { ...{ user: 'a', tool: 't', args: {}, status: 'ok' }, resutl: '' };
	// @ts-expect-error the field is called `session`
	const otherName: Call = { ...call, args: {}, session_id: 's' };
	// @ts-expect-error the field is called `duration_ms`
	const otherStyle: Call = { ...call, args: {}, durationMs: 12 };
	// @ts-expect-error a number of milliseconds
	const otherType: Call = { ...call, args: {}, duration_ms: '12' };
	// @ts-expect-error set by the recorder alone
	const own: Call = { ...call, args: {}, recorded_at: 'now' };
	// Programs without types write their fields as before.
	for (const odd of [otherName, otherStyle, otherType]) {
		expect(encodeOne(odd).entry).toMatchObject(furtherOf(odd));
	}
	expect(encodeOne(misspelt).entry).toMatchObject({ resutl: '' });
	expect(encodeOne(own).entry).not.toHaveProperty('recorded_at');
});

test('a constant is a call', () => {
	const constant = {
		user: 'alice',
		tool: 't',
		status: 'denied',
		result: '',
		denied_by: 'rule',
		args: { paths: ['a', 'b'] },
		extra: { tenant: 'acme', tags: ['x'] },
	} as const;
	const taken: Call = constant;
	expect(encodeOne(taken).entry).toMatchObject({ args: { paths: ['a', 'b'] }, tenant: 'acme' });
});

test('an entry is read with the types that the format gives', () => {
	expectTypeOf<Entry['session']>().toEqualTypeOf<string | null | undefined>();
	expectTypeOf<Entry['duration_ms']>().toEqualTypeOf<number | null | undefined>();
	expectTypeOf<Entry['id']>().toEqualTypeOf<string | null | undefined>();
	expectTypeOf<Entry['recorded_at']>().toEqualTypeOf<string | null | undefined>();
	expectTypeOf<Entry['colour']>().toEqualTypeOf<Json | undefined>();
	const nameOf = (row: EntryContent) =>
		// A row with problems has fields of any type.
		row.problems ? (row.entry.session satisfies Json | undefined) : row.entry.session?.length;
	const { entry } = encodeOne({ session: 'four' });
	expect(nameOf({ ref: '0-0', entry: entry as Entry })).toBe(4);
	expect(nameOf({ ref: '0-0', entry: { session: 4 }, problems: ['no'] })).toBe(4);
});

import type { Day, EntryDetail, Page, Receipt, Recent } from '@tool-audit/core';
import { expectTypeOf, test } from 'vitest';
import { type AuditClient, createAuditClient } from '../src/index.ts';

type Audit = AuditClient['audit'];
type Output<Procedure extends (...args: never[]) => unknown> = Awaited<ReturnType<Procedure>>;

// Only types are checked here, by tsc: nothing is called.
const { audit } = createAuditClient({ url: 'http://127.0.0.1:1', apiKey: 'ta_none' });
const never = (_call: () => unknown) => {};

test('results have the types of core', () => {
	expectTypeOf<Output<Audit['readDay']['query']>>().toEqualTypeOf<Page>();
	expectTypeOf<Output<Audit['recent']['query']>>().toEqualTypeOf<Recent>();
	expectTypeOf<Output<Audit['recentAllUsers']['query']>>().toEqualTypeOf<Recent>();
	expectTypeOf<Output<Audit['entry']['query']>>().toEqualTypeOf<EntryDetail>();
	expectTypeOf<Output<Audit['record']['mutate']>>().toEqualTypeOf<Receipt>();
	expectTypeOf<Output<Audit['listDays']['query']>>().toEqualTypeOf<{
		days: Day[];
		complete: boolean;
		today: string;
		timeZone: string;
	}>();
	expectTypeOf<Output<AuditClient['health']['query']>>().toEqualTypeOf<{
		status: 'ok';
		version: string;
	}>();
});

test('has no procedures that a key can’t call', () => {
	expectTypeOf<Extract<keyof AuditClient, string>>().toEqualTypeOf<'audit' | 'health'>();
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
	// @ts-expect-error Recording is not a query.
	never(() => audit.record.query);
});

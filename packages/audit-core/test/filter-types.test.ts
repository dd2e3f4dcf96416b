import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import {
	filterSchema,
	type AuditLogOptions,
	type Filter,
	type ReadDayOptions,
	type RecentOptions,
	type RecordOptions,
	type SearchOptions,
	type TailOptions,
} from '../src/index.ts';
import type { OpenRecorderOptions } from '../src/open-recorder.ts';
import type { SyncRecorderOptions } from '../src/sync-recorder.ts';

test('the schema of a filter and its type have the same parts with the same values', () => {
	expectTypeOf<z.output<typeof filterSchema>>().toEqualTypeOf<Filter>();
	expectTypeOf<z.input<typeof filterSchema>>().toEqualTypeOf<Filter>();
});

test('a constant is a filter, and so is one whose parts are undefined', () => {
	const constant = { status: ['error', 'denied'], tool: ['Bash'], regex: false } as const;
	const given: Filter = constant;
	expect(filterSchema.parse(given)).toEqual(constant);
	const parts: Required<Filter> = {
		...{ status: undefined, excludeStatus: undefined, tool: undefined, excludeTool: undefined },
		...{ session: undefined, agent: undefined, source: undefined, deniedBy: undefined },
		...{ minDurationMs: undefined, text: undefined, excludeText: undefined, regex: undefined },
		...{ since: undefined, until: undefined },
	};
	expect(Object.keys(filterSchema.shape)).toEqual(Object.keys(parts));
	expect(filterSchema.safeParse(parts).success).toBe(true);
	// @ts-expect-error a misspelt part
	const misspelt: Filter = { tools: ['Bash'] };
	// @ts-expect-error no status
	const noStatus: Filter = { status: ['failed'] };
	for (const wrong of [misspelt, noStatus])
		expect(filterSchema.safeParse(wrong).success).toBe(false);
});

/** The optional members of `T` that can't be given as `undefined`. */
type Strict<T> = {
	[Key in keyof T]-?: object extends Pick<T, Key>
		? Record<Key, undefined> extends Pick<T, Key>
			? never
			: Key
		: never;
}[keyof T];

test('every option may be undefined, as a program has it that passes on what it got', () => {
	type Options = [
		...[AuditLogOptions, OpenRecorderOptions, SyncRecorderOptions, ReadDayOptions, RecentOptions],
		...[RecordOptions, SearchOptions, TailOptions, Filter],
	];
	expectTypeOf<{ [At in keyof Options]: Strict<Options[At]> }[number]>().toBeNever();
	expectTypeOf<Strict<{ a?: number; b?: number | undefined; c: number }>>().toEqualTypeOf<'a'>();
});

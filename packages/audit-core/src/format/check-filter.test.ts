import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import { checkFilter } from './check-filter.ts';
import { filterSchema } from './filter-schema.ts';
import type { Filter } from './filter.ts';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

/** What the schema says, in the form of `checkFilter`, of a filter that arrives without the parts that JSON leaves out. */
function bySchema(filter: unknown) {
	const { data, error } = filterSchema.safeParse(withoutUndefined(filter));
	if (error) {
		const { path, message } = error.issues[0]!;
		return { wrongAt: path.join('.'), expected: message };
	}
	return {
		filter: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
	};
}

function withoutUndefined(filter: unknown): unknown {
	if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return filter;
	return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

const NAMES = Object.keys(filterSchema.shape);

const date = fc
	.tuple(fc.integer({ min: 0, max: 9999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }))
	.map(([year, month, day]) =>
		[String(year).padStart(4, '0'), ...[month, day].map((n) => String(n).padStart(2, '0'))].join(
			'-',
		),
	);
const instant = fc
	.tuple(
		fc.oneof(date, fc.constantFrom('2024-02-29', '1900-02-29', '2026-11-30', '0000-02-29')),
		fc.constantFrom(
			'T07:41:03',
			'T23:59:59.123456',
			'T24:00:00',
			'T07:41',
			' 07:41:03',
			't07:41:03',
			'T07:60:00',
		),
		fc.constantFrom('Z', 'z', '', '+01:00', '-23:59', '+24:00', '+0100', '+1:00', 'Z\n'),
	)
	.map((parts) => parts.join(''));
const text = fc.oneof(
	fc.string({ maxLength: 3 }),
	fc.constantFrom(FILTER_TEXT_CHARS_MAX, FILTER_TEXT_CHARS_MAX + 1).map((n) => 'x'.repeat(n)),
);
const number = fc.oneof(
	fc.double(),
	fc.constantFrom(0, -0, -1, FILTER_DURATION_MS_MAX, FILTER_DURATION_MS_MAX * 2),
);
const item = fc.oneof(text, fc.constantFrom(...ROW_STATUSES), fc.constantFrom(null, 5, undefined));
const list = fc.oneof(
	fc.array(fc.constantFrom(...ROW_STATUSES), { maxLength: 3 }),
	fc.array(text, { maxLength: 3 }),
	fc.array(item, { maxLength: 3 }),
	fc
		.tuple(
			fc.constantFrom(FILTER_VALUES_MAX, FILTER_VALUES_MAX + 1),
			fc.constantFrom<unknown>('ok', 5),
		)
		.map(([n, first]) => [first, ...Array<string>(n - 1).fill('ok')]),
);
const value = fc.oneof(
	text,
	instant,
	number,
	list,
	fc.boolean(),
	fc.constantFrom(undefined, null, {}),
);
const name = fc.oneof(
	{ weight: 20, arbitrary: fc.constantFrom(...NAMES) },
	fc.constantFrom('limit', 'toString', 'hasOwnProperty'),
);
const filter = fc.oneof(
	{ weight: 20, arbitrary: fc.dictionary(name, value, { maxKeys: 3 }) },
	fc.constantFrom(null, undefined, 'ok', 5, [], { limit: undefined }),
);

test('finds the same as the schema', () => {
	fc.assert(
		fc.property(filter, (filter) => {
			expect(checkFilter(filter)).toEqual(bySchema(filter));
		}),
		{ numRuns: 5_000 },
	);
});

test.each(NAMES)('knows right and wrong values of %s as the schema does', (name) => {
	fc.assert(
		fc.property(value, (value) => {
			expect(checkFilter({ [name]: value })).toEqual(bySchema({ [name]: value }));
		}),
		{ numRuns: 1_000 },
	);
});

test('the copy does not change with the filter', () => {
	const filter = { tool: ['Bash'] };
	const checked = checkFilter(filter);
	filter.tool.push('Read');
	expect(checked).toEqual({ filter: { tool: ['Bash'] } });
});

test('the type of a filter is that of its schema', () => {
	expectTypeOf<Filter>().toEqualTypeOf<z.infer<typeof filterSchema>>();
});

test('names a part that a filter does not have', () => {
	expect(checkFilter({ statuss: ['ok'] })).toEqual({
		wrongAt: '',
		expected: 'A filter has no part "statuss".',
	});
});

class Empty {}
class Known {
	status = ['error'];
}

test.each([new Date(), new Map([['status', ['ok']]]), new Set(), () => {}, new Empty()])(
	'%s is not a filter',
	(value) => {
		expect(checkFilter(value)).toEqual({
			wrongAt: '',
			expected: 'Give an object such as {"status":["error"]}.',
		});
	},
);

test.each([
	['of a class', new Known()],
	['without a prototype', Object.assign(Object.create(null), { status: ['error'] })],
	['of another realm', runInNewContext('({ status: ["error"] })')],
	['with a part without a value', { status: ['error'], tool: undefined, foo: undefined }],
])('takes an object %s', (_, filter) => {
	expect(checkFilter(filter)).toEqual({ filter: { status: ['error'] } });
});

/** Lines of every kind of docs/format.md, for tests of what looks through them. */
import fc from 'fast-check';

const value = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
	fc.jsonValue({ maxDepth: 4 }),
	fc.constantFrom(
		'"',
		'\\',
		'{"ts"',
		'","status":"denied"',
		'\u0000',
		'\n',
		'é',
		'温',
		'🙂',
		'\ud800',
	),
	fc.constantFrom(0, -0.5, 1e21, null, true, false),
);
const ts = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(
				fc.nat(3),
				fc.nat(61),
				fc.constantFrom('', '.5', '.123', '.123456', '.1234567890', ',5'),
			)
			.chain(([minute, second, fraction]) =>
				fc
					.constantFrom('', 'Z', '+01:00', '-0330', '[Asia/Tokyo]', ' UTC', '+24:00')
					.map(
						(rest) =>
							`2026-11-22T07:0${minute}:${String(second).padStart(2, '0')}${fraction}${rest}`,
					),
			),
	},
	fc.constantFrom(
		'2026-11-22T24:00:00Z',
		'2026-11-22T24:00:01Z',
		'2026-11-22T23:59:60Z',
		'1883-11-18T12:03:59',
	),
	fc.constantFrom<unknown>(1763632800, '1763632800', '', 'yesterday', null),
	value,
);
const tool = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('read_file', 'Bash', 'send_mail', 'é') },
	fc.constantFrom('t'.repeat(61), 't'.repeat(62), 't'.repeat(63), 't'.repeat(300), ''),
	value,
);
const status = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom<unknown>('ok', 'ok', 'ok', 'error', 'denied') },
	fc.constantFrom<unknown>(
		'OK',
		'blocked',
		'Timed out',
		'pending',
		true,
		false,
		null,
		403,
		'',
		'x'.repeat(70),
	),
	value,
);
const entry = fc.record(
	{
		ts,
		user: fc.constant('alice'),
		tool,
		args: fc.oneof(fc.dictionary(fc.string({ maxLength: 5 }), value, { maxKeys: 4 }), value),
		status,
		result_snippet: value,
		session: value,
		denied_by: value,
		duration_ms: value,
		call_id: value,
	},
	{ requiredKeys: ['ts', 'tool', 'status'] },
);

/** Notations of different JSON writers. */
const STYLES: ((json: string) => string)[] = [
	(json) => json,
	(json) => json,
	(json) => JSON.stringify(JSON.parse(json), null, 1).replaceAll('\n', ' '),
	(json) =>
		json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	(json) => json.replaceAll('/', '\\/').replace(/"st/g, '"\\u0073t'),
	(json) => `${json.slice(0, -1)},"status":"ok","ts":"2026-11-22T07:00:30Z"}`,
	(json) => ` \t${json} \r`,
	(json) => `${json}\r`,
	(json) => `\ufeff${json}`,
	(json) => `${json},`,
];
const written = fc
	.tuple(entry, fc.constantFrom(...STYLES))
	.map(([value, style]) => Buffer.from(style(JSON.stringify(value))));

const torn = fc
	.tuple(written, fc.nat())
	.map(([line, at]) => line.subarray(0, at % (line.length + 1)));
const merged = fc.tuple(torn, written).map((pieces) => Buffer.concat(pieces));
const changed = fc
	.tuple(
		written,
		fc.nat(),
		fc.constantFrom(...Buffer.from('{}[]",:\\0-+.eE \t\r\0\x01\xff', 'latin1')),
	)
	.map(([line, at, byte]) =>
		Buffer.from(line).fill(byte, at % line.length, (at % line.length) + 1),
	);
const foreign = fc
	.constantFrom<object>(
		{
			timestamp: '2026-11-22T10:00:00Z',
			toolName: 'a b',
			params: {},
			outcome: 'permission denied',
		},
		{ time: 1, level: 50, msg: 'a' },
		{ ts: null, tool: null, tool_name: 'a b', status: 'denied' },
		{ tool: '', toolName: 'a', success: false },
	)
	.map((object) => Buffer.from(JSON.stringify(object)));
const deep = fc
	.constantFrom(1, 62, 63, 64, 65, 300)
	.map((depth) =>
		Buffer.from(
			`{"ts":"2026-11-22T07:00:00Z","tool":"t","status":"ok","args":${'['.repeat(depth)}${']'.repeat(depth)}}`,
		),
	);
const others = fc.constantFrom(
	...[
		'',
		' ',
		'\r',
		'\t \r',
		'\0',
		'\0\0',
		'garbage',
		'[1]',
		'"x"',
		'{}',
		'{',
		'null',
		'\ufeff',
	].map((text) => Buffer.from(text)),
	Buffer.from([0xff, 0xfe]),
	Buffer.from('{"ts":"2026-11-22T07:00:00Z","tool":"t","status":"ok"}', 'utf16le'),
	Buffer.from('{"ts":"2026-11-22T07:00:00Z","tool":"\xff","status":"denied"}', 'latin1'),
);

/** One line, without its newline. */
export const line: fc.Arbitrary<Buffer> = fc
	.oneof(
		{ weight: 12, arbitrary: written },
		...[torn, merged, changed, foreign, deep, others].map((arbitrary) => ({
			weight: 1,
			arbitrary,
		})),
		fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
	)
	.map((line) => Buffer.from(line.filter((byte) => byte !== 0x0a)));

export const lines = (maxLength: number): fc.Arbitrary<Buffer> =>
	fc
		.array(line, { minLength: 1, maxLength, size: 'max' })
		.map((list) => Buffer.concat(list.flatMap((one) => [one, Buffer.from('\n')])));

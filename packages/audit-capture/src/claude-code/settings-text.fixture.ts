/** Texts of Claude Code's settings, of any content and layout. */
import fc from 'fast-check';
import { HOOK_EVENTS } from './settings/hook-command.ts';

/** A JSON value whose scalars are written as they stand here, and whose white space is still open. */
type Draft = string | Draft[] | { members: [string, Draft][] };

/** Scalars that parsing and writing again would change are among them. */
const scalar = fc.constantFrom(
	...['1', '-0.0', '1e400', '12345678901234567890', '0.10', 'true', 'null', '""'],
	...['"\\u0061\\/"', '"é🦊"', '"\\ud83e"', '"}, { [ ]"', '"C:\\\\bin\\\\claude-code.cjs"'],
);
const name = fc.constantFrom<string[]>(
	'model',
	'env',
	'a',
	'é',
	'\\n',
	'__proto__',
	'toString',
	'',
);

const { value } = fc.letrec<{ value: Draft }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		scalar,
		fc.array(tie('value'), { maxLength: 3 }),
		members(name, tie('value')),
	),
}));

function members(names: fc.Arbitrary<string>, values: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> {
	return fc
		.uniqueArray(fc.tuple(names, values), { selector: ([name]) => name, maxLength: 4 })
		.map((members) => ({ members }));
}

/** Hooks of others, some of which look almost like ours. */
const entry = fc.constantFrom<Draft>(
	{ members: [] },
	{
		members: [
			['type', '"command"'],
			['command', '"npm test"'],
		],
	},
	{
		members: [
			['type', '"command"'],
			['command', '"/data/bin/claude-code.cjs claude-code"'],
		],
	},
	{
		members: [
			['type', '"command"'],
			['args', ['"/bin/claude-code.cjs"', '"codex"']],
		],
	},
	{
		members: [
			['type', '"command"'],
			['args', ['"/claude-code.cjs"', '"claude-code"']],
		],
	},
	{
		members: [
			['type', '"http"'],
			['url', '"http://127.0.0.1/api/capture/codex"'],
		],
	},
	{
		members: [
			['type', '"http"'],
			['url', '"/api/capture/claude-code"'],
		],
	},
);
const group = fc
	.tuple(fc.array(entry, { maxLength: 3 }), fc.option(scalar, { nil: undefined }), fc.boolean())
	.map(([entries, matcher, isFirst]): Draft => {
		const hooks: [string, Draft] = ['hooks', entries];
		if (matcher === undefined) return { members: [hooks] };
		return { members: isFirst ? [['matcher', matcher], hooks] : [hooks, ['matcher', matcher]] };
	});
const event = fc.constantFrom(...HOOK_EVENTS, 'PreToolUse', 'Stop', '__proto__');
const hooks = members(event, fc.array(group, { maxLength: 3 }));

const settings = fc
	.tuple(
		fc.uniqueArray(fc.tuple(name, value), { selector: ([name]) => name, maxLength: 4 }),
		fc.option(hooks, { nil: undefined }),
		fc.nat(4),
	)
	.map(([others, hooks, at]): Draft => {
		return { members: hooks === undefined ? others : others.toSpliced(at, 0, ['hooks', hooks]) };
	});

interface Layout {
	/** White space at an open or close, given the depth inside. */
	line(depth: number): string;
	empty(): string;
	comma: string;
	colon: string;
}

const neat = fc
	.record({
		unit: fc.constantFrom('  ', '    ', '\t', '', ' '),
		lineEnd: fc.constantFrom('\n', '\r\n'),
		colon: fc.constantFrom(': ', ':'),
		empty: fc.constantFrom('', ' ', '\n'),
	})
	.map(({ unit, lineEnd, colon, empty }): Layout => {
		const line = (depth: number) => lineEnd + unit.repeat(depth);
		return { line, empty: () => empty, comma: ',', colon };
	});
const oneLine = fc.constantFrom('', ' ').map((space): Layout => ({
	line: () => '',
	empty: () => space,
	comma: `,${space}`,
	colon: `:${space}`,
}));
const wild = fc
	.array(fc.constantFrom('', ' ', '\t', '\n', '\r\n', '\r', '\n  ', '\n\n\t '), { minLength: 1 })
	.chain((gaps) => fc.constantFrom(':', ' : ', ':\n').map((colon) => ({ gaps, colon })))
	.map(({ gaps, colon }): Layout => {
		let next = 0;
		const gap = () => gaps[next++ % gaps.length]!;
		return { line: gap, empty: gap, comma: ',', colon };
	});

function write(draft: Draft, layout: Layout, depth = 0): string {
	if (typeof draft === 'string') return draft;
	const [open, close] = Array.isArray(draft) ? ['[', ']'] : ['{', '}'];
	const children = Array.isArray(draft)
		? draft.map((item) => write(item, layout, depth + 1))
		: draft.members.map(
				([name, value]) => `"${name}"${layout.colon}${write(value, layout, depth + 1)}`,
			);
	if (children.length === 0) return `${open}${layout.empty()}${close}`;
	const lines = children.map((child) => layout.line(depth + 1) + child).join(layout.comma);
	return `${open}${lines}${layout.line(depth)}${close}`;
}

/** Valid settings, with hooks of others or without, without any of ours. */
export const settingsText = fc
	.record({
		settings,
		layout: fc.oneof(neat, oneLine, wild),
		mark: fc.constantFrom('', '\ufeff'),
		end: fc.constantFrom('', '\n', '\r\n', ' \n\n'),
	})
	.map(({ settings, layout, mark, end }) => `${mark}${write(settings, layout)}${end}`);

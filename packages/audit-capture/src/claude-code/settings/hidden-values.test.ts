import { expect, test } from 'vitest';
import { addHooks, removeHooks } from '../settings-file.ts';
import { diffLines } from './diff-lines.ts';
import { hideValues } from './hidden-values.ts';
import { commandHook, httpHook } from './hook-command.ts';

const command = commandHook({ node: '/opt/node', dataFolder: '/data' });
const SECRET = '{\n  "env": { "TOKEN": "hunter2\\" }", "N": 1 }\n}\n';

function shown(before: string | null, after: string | null): string {
	const lines = hideValues(diffLines(before, after), before, after);
	return lines.map(({ mark, text }) => mark + text).join('\n');
}

test('a line of others is shown with its names, and without its values', () => {
	const lines = shown(SECRET, addHooks(SECRET, command)).split('\n');
	expect(lines.slice(0, 2)).toEqual([
		'-  "env": { "TOKEN": "…", "N": 1 }',
		'+  "env": { "TOKEN": "…", "N": 1 },',
	]);
});

test.each([
	['on one line', '{"env":{"TOKEN":"hunter2"},"list":["hunter2"]}'],
	[
		'with an entry of others',
		'{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"hunter2"}]}]}}',
	],
])('settings %s: nothing of others, and all of ours', (_, before) => {
	for (const after of [
		addHooks(before, command),
		addHooks(before, httpHook(new URL('http://a'))),
	]) {
		for (const lines of [shown(before, after), shown(after, removeHooks(after))]) {
			expect(lines).not.toContain('hunter2');
			expect(lines).toMatch(
				/"\/data\/bin\/claude-code\.cjs"|"http:\/\/a\/api\/capture\/claude-code"/,
			);
		}
	}
});

test('a key that was written into an entry of ours is not shown', () => {
	const after = addHooks('{}', httpHook(new URL('http://a')));
	const changed = after.replaceAll('$TOOL_AUDIT_KEY', 'hunter2');
	expect(shown(changed, removeHooks(changed))).not.toContain('hunter2');
	expect(shown('{}', after)).toContain('"Bearer $TOOL_AUDIT_KEY"');
});

import { expect, test } from 'vitest';
import { isLoopbackName, PROGRAMS, stepsFor } from './program-lines.ts';

const origin = 'https://audit.example.com';
const KEY = 'ta_secret';

const linesOf = (program: (typeof PROGRAMS)[number], key: string | null = KEY) =>
	stepsFor(program, { origin, key }).flatMap(({ lines }) => lines ?? []);

test.each(PROGRAMS)('the key of %s stands in one line alone, for the environment', (program) => {
	const lines = linesOf(program);
	expect(lines[0]).toBe(`export TOOL_AUDIT_KEY='${KEY}'`);
	expect(lines.slice(1).join('\n')).not.toContain(KEY);
	expect(lines.slice(1).join('\n')).toContain(origin);
	expect(lines.join('\n')).not.toContain('npx');
});

test('a place for the key stands there until there is one', () => {
	expect(linesOf('curl', null)[0]).toBe("export TOOL_AUDIT_KEY='YOUR_KEY'");
});

test('the hooks are valid settings, with an entry for each event that ends a call', () => {
	const settings = JSON.parse(linesOf('claude-code')[1]!) as { hooks: Record<string, unknown> };
	expect(Object.keys(settings.hooks)).toEqual([
		...['PostToolUse', 'PostToolUseFailure', 'PostToolBatch', 'PermissionDenied'],
	]);
	expect(settings.hooks['PermissionDenied']).toEqual([
		{
			hooks: [
				{
					type: 'http',
					url: `${origin}/api/capture/claude-code`,
					headers: { Authorization: 'Bearer $TOOL_AUDIT_KEY' },
					allowedEnvVars: ['TOOL_AUDIT_KEY'],
					timeout: 10,
				},
			],
		},
	]);
});

test.each([
	...[['127.0.0.1', true] as const, ['localhost', true] as const, ['[::1]', true] as const],
	...[['audit.example.com', false] as const, ['192.168.0.7', false] as const],
])('%s is on this machine alone: %s', (hostname, expected) => {
	expect(isLoopbackName(hostname)).toBe(expected);
});

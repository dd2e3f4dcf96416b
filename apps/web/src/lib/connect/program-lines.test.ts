import { openClaudeCode } from '@tool-audit/capture';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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

test('the hooks of Claude Code are those that the command writes', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claude-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const agent = openClaudeCode({
		...{ claudeFolder: folder, projectFolder: null, data: folder, node: process.execPath },
		...{ configFile: join(folder, 'config.json'), hook: () => folder },
		managedPath: join(folder, 'managed.json'),
	});
	agent.connect(agent.planConnect({ server: new URL(origin) }));
	const written: unknown = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
	expect(JSON.parse(linesOf('claude-code')[1]!)).toEqual(written);
});

test.each([
	...[['127.0.0.1', true] as const, ['localhost', true] as const, ['[::1]', true] as const],
	...[['audit.example.com', false] as const, ['192.168.0.7', false] as const],
])('%s is on this machine alone: %s', (hostname, expected) => {
	expect(isLoopbackName(hostname)).toBe(expected);
});

/**
 * The lines to copy for another machine or program: built here from the server's address and a key, so that they work
 * as they stand.
 */

/** Stands in the lines until a key is created. */
export const KEY_PLACEHOLDER = 'YOUR_KEY';

export const PROGRAMS = ['claude-code', 'typescript', 'python', 'curl'] as const;
export type Program = (typeof PROGRAMS)[number];

export const PROGRAM_TITLES: Record<Program, string> = {
	'claude-code': 'Claude Code',
	typescript: 'TypeScript',
	python: 'Python',
	curl: 'curl',
};

export interface Step {
	/** What to do, in a sentence. */
	text: string;
	/** Lines to copy. */
	lines?: string;
	/** What the lines are, for the copy button. */
	name?: string;
	/** What follows the lines: an alternative, or what to know. */
	note?: string;
}

interface Place {
	/** `https://audit.example.com`, without a slash at the end. */
	origin: string;
	key: string | null;
}

/** The events that tell of a call which has ended. */
const HTTP_EVENTS = ['PostToolUse', 'PostToolUseFailure', 'PostToolBatch', 'PermissionDenied'];
const HOOK_TIMEOUT_SECONDS = 10;

/** The call that the lines record, as JSON, which is also Python. */
const CALL = `{
  "tool": "read_file",
  "args": {"path": "notes.txt"},
  "status": "ok",
  "result": "three lines"
}`;

/** The steps after the key is created. */
export function stepsFor(program: Program, place: Place): Step[] {
	switch (program) {
		case 'claude-code':
			return claudeCodeSteps(place);
		case 'typescript':
			return typescriptSteps(place);
		case 'python':
			return pythonSteps(place);
		case 'curl':
			return curlSteps(place);
	}
}

function keyStep(text: string, key: string | null): Step {
	return { text, lines: exportLine(key), name: 'the key' };
}

/** Keys have no character that a shell would read otherwise. */
function exportLine(key: string | null): string {
	return `export TOOL_AUDIT_KEY='${key ?? KEY_PLACEHOLDER}'`;
}

function claudeCodeSteps({ origin, key }: Place): Step[] {
	return [
		keyStep(
			'On the other machine, put the key into your shell profile (~/.bashrc or ~/.zshrc), and open a new terminal.',
			key,
		),
		{
			text: 'Add these hooks to ~/.claude/settings.json. If the file has "hooks" already, add the events to them.',
			lines: hookLines(origin),
			name: 'the hooks',
			note: 'Calls that you reject or interrupt are not sent this way.',
		},
		{ text: 'Restart Claude Code and use it as usual. Its first call appears on this page.' },
	];
}

/** Settings of Claude Code that post its events to a server. The key itself stands in the environment. */
function hookLines(origin: string): string {
	const events = HTTP_EVENTS.map(
		(event) => `    "${event}": [{ "hooks": [{
      "type": "http",
      "url": "${origin}/api/capture/claude-code",
      "headers": { "Authorization": "Bearer $TOOL_AUDIT_KEY" },
      "allowedEnvVars": ["TOOL_AUDIT_KEY"],
      "timeout": ${HOOK_TIMEOUT_SECONDS}
    }] }]`,
	);
	return `{\n  "hooks": {\n${events.join(',\n')}\n  }\n}`;
}

const KEY_IN_SHELL = 'Put the key into the environment of your program.';
const RUN = 'Run it. The call appears on this page.';

function typescriptSteps({ origin, key }: Place): Step[] {
	return [
		keyStep(KEY_IN_SHELL, key),
		{
			text: 'Record each call after it has ended, with the package @tool-audit/client.',
			name: 'the program',
			lines: `import { createAuditClient } from '@tool-audit/client';

// The key comes from TOOL_AUDIT_KEY.
const { audit } = createAuditClient({ url: '${origin}' });

await audit.record.mutate({
  tool: 'read_file',
  args: { path: 'notes.txt' },
  status: 'ok',
  result: 'three lines',
});`,
		},
		{ text: RUN },
	];
}

function pythonSteps({ origin, key }: Place): Step[] {
	return [
		keyStep(KEY_IN_SHELL, key),
		{
			text: 'Record each call after it has ended. Only the standard library is needed.',
			name: 'the program',
			lines: `import json, os, urllib.request

def record(call):
    request = urllib.request.Request(
        "${origin}/trpc/audit.record",
        data=json.dumps(call).encode(),
        headers={
            "Authorization": "Bearer " + os.environ["TOOL_AUDIT_KEY"],
            "Content-Type": "application/json",
        },
    )
    urllib.request.urlopen(request, timeout=10).close()

record(${CALL})`,
		},
		{ text: RUN },
	];
}

function curlSteps({ origin, key }: Place): Step[] {
	return [
		keyStep('Put the key into your shell.', key),
		{
			text: 'Record a call.',
			name: 'the command',
			lines: `curl --fail-with-body "${origin}/trpc/audit.record" \\
  -H "Authorization: Bearer $TOOL_AUDIT_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${CALL}'`,
			note: 'status is ok, error or denied. Further fields such as session, agent and duration_ms are optional.',
		},
		{ text: RUN },
	];
}

/** Whether programs on other machines can't reach a page of this host. */
export function isLoopbackName(hostname: string): boolean {
	return ['localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.');
}

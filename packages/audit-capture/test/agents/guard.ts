/** A hook of another program, before each command: it refuses some, in both ways that there are, and changes others. */
import { text } from 'node:stream/consumers';

interface Payload {
	tool_input: { command?: string };
}

function decide(decision: object): void {
	const hookSpecificOutput = { hookEventName: 'PreToolUse', ...decision };
	process.stdout.write(JSON.stringify({ hookSpecificOutput }));
}

const { tool_input } = JSON.parse(await text(process.stdin)) as Payload;
const command = tool_input.command ?? '';
if (command.includes('exit-two')) {
	process.stderr.write('no such commands');
	process.exitCode = 2;
} else if (command.includes('deny-json')) {
	decide({ permissionDecision: 'deny', permissionDecisionReason: 'not this one' });
} else if (command.includes('rewrite')) {
	decide({ permissionDecision: 'allow', updatedInput: { command: 'echo rewritten' } });
}

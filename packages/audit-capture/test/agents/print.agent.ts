/** Every way in which a call can end when no person is there: `claude -p`. */
import { beforeAll, expect, test } from 'vitest';
import { openMachine, SETTINGS, type Entry, type Machine } from './machine.ts';
import { labelOf, use } from './model.ts';
import { readFileSync, writeFileSync } from 'node:fs';

test('spy', async () => {
	const events = ['PreToolUse','PostToolUse','PostToolUseFailure','PostToolBatch','PermissionDenied','PermissionRequest','UserPromptSubmit','SubagentStart','SubagentStop','SessionEnd','SessionStart','Stop','Notification'];
	const s = JSON.parse(SETTINGS);
	for (const e of events) (s.hooks[e] ??= []).push({hooks:[{type:'command',command:`(cat; echo) >> /tmp/w/spy-${process.env.V}.jsonl`}]});
	writeFileSync(`/tmp/w/spy-${process.env.V}.jsonl`,'');
	const machine = await openMachine({ settings: JSON.stringify(s) });
	const { model, at } = machine;
	const bash = (label: string, command: string, more = {}) => use(label, 'Bash', { command, description: label, ...more });
	const r = await machine.run(model.play(
		[bash('ok', 'echo hello'), bash('failing', 'sh -c "echo out; echo err >&2; exit 3"'), use('missing', 'Read', { file_path: at('project/none.txt') }), use('read', 'Read', { file_path: at('project/a.txt') })],
		[use('refused', 'Write', { file_path: at('outside.txt'), content: 'hi' }), bash('exit', 'echo exit-two'), bash('json', 'echo deny-json'), bash('rewritten', 'echo rewrite'), bash('rule', 'rm -rf zz')],
		[use('unknown', 'NoSuchTool', { a: 1 }), use('bad', 'Read', { nothing: 1 }), use('mcpok', 'mcp__tiny__good', { x: 'y' }), use('mcpbad', 'mcp__tiny__bad', {}), use('mcprpc', 'mcp__tiny__refusing', {}), use('mcpimage', 'mcp__tiny__image', {})],
		[use('agent', 'Agent', { description: 'sub', prompt: model.play([bash('inside', 'echo inside'), use('insidebad', 'Read', { file_path: '/nonexist' })]), subagent_type: 'general-purpose', run_in_background: false })],
		[bash('large', 'seq 20000'), bash('background', 'sleep 1', { run_in_background: true }), bash('timeout', 'sh -c "echo begun; sleep 30"', { timeout: 1000 })],
	));
	writeFileSync(`/tmp/w/out-${process.env.V}.txt`, r.text);
	for (const e of machine.entries()) console.log([labelOf(e.call_id), e.tool, e.status, e.denied_by, e.reason, e['duration_ms'], e.parent_call_id, e.agent_id, e['model'], e['mcp_server'], JSON.stringify(e.args).slice(0,60), (e as any).result_chars, (e as any).result_snippet?.slice(0, 60)].join(' | '));
	console.log(r.code, JSON.stringify(r.hooks.filter(h => h.exitCode !== 0)), [...new Set(r.hooks.map(h => h.event))].join());
	console.log(model.asked.length, machine.entries().length, model.asked.filter(a => !machine.entries().some(e => e.call_id === a)), machine.capture.status());
});

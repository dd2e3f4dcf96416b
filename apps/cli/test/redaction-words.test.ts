/** A person's own redaction words, from their file to the line that is written. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openCliHarness, type CliHarness } from './cli-harness.ts';

const WORDS = {
	names: ['badge number'],
	patterns: [{ name: 'badge', pattern: 'B-\\d{4}' }],
	allow: ['guest-4711', 'B-0000'],
};
const ARGS = {
	badge_number: 'quiet river',
	password: 'guest-4711',
	text: 'badge B-1234 of B-0000, password=guest-4711, badge number: quiet-river-77',
};
const MARK = '\\[redacted:(?:name|badge):[0-9a-f]{8}\\]';

/** Writes a file beside the logs and returns its path. */
async function write(place: CliHarness, name: string, content: unknown): Promise<string> {
	const path = join(dirname(place.home), name);
	await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

const RECORD = [
	...['record', '--user', 'alice', '--tool', 'door.open', '--status', 'ok'],
	...['--args', JSON.stringify(ARGS), '--result', 'opened by B-1234'],
];

const written = (place: CliHarness) =>
	readFile(join(place.home, 'alice/tool_audit/2026-11-23.jsonl'), 'utf8');

const expectRedacted = (line: string) => {
	expect(line).toMatch(new RegExp(`"badge_number":"${MARK}","password":"guest-4711"`));
	expect(line).toMatch(
		new RegExp(`"badge ${MARK} of B-0000, password=guest-4711, badge number: ${MARK}"`),
	);
	expect(line).toMatch(new RegExp(`"result_snippet":"opened by ${MARK}"`));
	expect(line).not.toMatch(/quiet|1234/);
};

test('record: writes the same call as it is without own words', async () => {
	await using place = await openCliHarness();
	await place.run(RECORD);
	const line = await written(place);
	expect(line).toContain('"badge_number":"quiet river"');
	expect(line).toContain('opened by B-1234');
	expect(line).not.toContain('guest-4711');
});

test('record: says that a misspelt key of the config file is read by nothing, and records', async () => {
	await using place = await openCliHarness();
	await write(place, 'config.json', { redakt: './words.json' });
	const { code, stderr } = await place.run(RECORD, { env: { TOOL_AUDIT_CONFIG: 'config.json' } });
	expect(code).toBe(0);
	expect(stderr).toContain('config.json: nothing reads "redakt".');
});

test.each([
	['a flag', ['--redact', 'words.json'], {}],
	['a variable', [], { TOOL_AUDIT_REDACT: 'words.json' }],
	['the config file', [], { TOOL_AUDIT_CONFIG: 'config.json' }],
	['a flag rather than a variable', ['--redact', 'words.json'], { TOOL_AUDIT_REDACT: 'none.json' }],
])('record: redacts by the file that is named by %s', async (_, flags, env) => {
	await using place = await openCliHarness();
	await write(place, 'words.json', WORDS);
	await write(place, 'config.json', { redact: './words.json' });
	expect(await place.run([...RECORD, ...flags], { env })).toMatchObject({ code: 0 });
	expectRedacted(await written(place));
});

test.each([
	['{"names":[5]}', 'names[0] must be a string in quotes.'],
	[
		'{"patterns":[{"name":"badge","pattern":"B-("}]}',
		'patterns[0].pattern "B-(" is not a valid regular expression (missing closing parenthesis).',
	],
	['{"regex":[]}', 'it has the unknown key "regex" (known: names, patterns, allow).'],
])('record: records nothing with the words %s, and says why', async (content, sentence) => {
	await using place = await openCliHarness();
	const path = await write(place, 'words.json', content);
	const { code, stderr } = await place.run([...RECORD, '--redact', path]);
	expect(stderr).toBe(
		`tool-audit: ${path}: ${sentence} Correct this, or start without these redaction words.\n`,
	);
	expect(code).toBe(2);
	await expect(written(place)).rejects.toThrow('ENOENT');
});

test('record: records nothing when the file does not exist', async () => {
	await using place = await openCliHarness();
	const { code, stderr } = await place.run(RECORD, { env: { TOOL_AUDIT_REDACT: '/none.json' } });
	expect(stderr).toMatch(/^tool-audit: \/none\.json does not exist\. [^\n]*\n$/);
	expect(code).toBe(2);
	await expect(written(place)).rejects.toThrow('ENOENT');
});

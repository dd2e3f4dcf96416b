/** Transcripts of Claude Code: sessions of 5 MB, each beginning three hours after the one before, and overlapping. */
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SESSION_BYTES = 5_000_000;
const START_MS = Date.UTC(2026, 8, 1);
const SESSION_EVERY_MS = 3 * 3_600_000;
const CALL_EVERY_MS = 12_000;
const WORDS = 'const export function return await the of test file value error result number'.split(
	' ',
);

/** Returns how many bytes and calls there are. */
export async function writeTranscripts(claudeFolder: string, megabytes: number) {
	const project = join(claudeFolder, 'projects/-home-ada-project');
	await mkdir(project, { recursive: true });
	let [bytes, calls, sessions] = [0, 0, 0];
	while (bytes < megabytes * 1_000_000) {
		const session = `00000000-0000-4000-8000-${String(sessions).padStart(12, '0')}`;
		let timeMs = START_MS + sessions * SESSION_EVERY_MS;
		let text = '';
		while (text.length < SESSION_BYTES) {
			text += linesOf(calls++, session, timeMs);
			timeMs += CALL_EVERY_MS;
		}
		const path = join(project, `${session}.jsonl`);
		await writeFile(path, text);
		await utimes(path, new Date(timeMs), new Date(timeMs));
		bytes += text.length;
		sessions++;
	}
	return { bytes, calls };
}

/** A sentence, a call and its result. */
function linesOf(n: number, sessionId: string, timeMs: number): string {
	const id = `toolu_01${String(n).padStart(22, '0')}`;
	const base = { sessionId, cwd: '/home/ada/project', version: '2.1.332', isSidechain: false };
	const at = (afterMs: number) => new Date(timeMs + afterMs).toISOString();
	const assistant = (block: object) => ({
		...{ type: 'assistant', uuid: `a${n}`, timestamp: at(0), ...base },
		message: { role: 'assistant', model: 'claude-opus-5-5', content: [block] },
	});
	const isBash = n % 3 > 0;
	const output = words(n, 1_500);
	const input = isBash
		? { command: `git log -n ${n}`, description: words(n, 40) }
		: { file_path: `/home/ada/project/src/${n}.ts` };
	const lines = [
		assistant({ type: 'text', text: words(n, 600) }),
		assistant({ type: 'tool_use', id, name: isBash ? 'Bash' : 'Read', input }),
		{
			...{ type: 'user', uuid: `r${n}`, timestamp: at(800), ...base },
			message: {
				role: 'user',
				content: [{ type: 'tool_result', tool_use_id: id, content: output }],
			},
			toolUseResult: isBash
				? { stdout: output, stderr: '', interrupted: false }
				: { type: 'text', file: { filePath: `${n}.ts`, content: output } },
			permissionDecision: { decision: 'accept', source: 'config' },
		},
	];
	return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function words(seed: number, chars: number): string {
	let text = '';
	for (let n = seed; text.length < chars; n++) text += `${WORDS[(n * 7) % WORDS.length]} `;
	return text.slice(0, chars);
}

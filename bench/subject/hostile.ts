/** Child: records calls with a megabyte of text that looks like secrets, and times each. */
import { openAuditLog } from '@tool-audit/core';
import { answer } from '../harness/child.ts';

const MIB = 1_048_576;
/** The length of an argument that is recorded. */
const ARG_CHARS = 500;

/** Assembled from parts, so that no secret scanner reports them. */
const HOSTILE: Record<string, string> = {
	tokens: `${'ghp'}_7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae01 `,
	'half tokens': `${'ghp'}_7fQ2 `,
	'beginnings of tokens': 'sk-',
	JWTs: `${'eyJ'}hbGciOiJIUzI1NiJ9.${'eyJ'}zdWIiOiIxMjM0NTY3ODkwIn0.`,
	'private keys': '-----BEGIN RSA PRIVATE KEY-----',
	passwords: 'password=hunter2 ',
	quotes: 'password="\\',
	'one long name': 'token_',
	connections: 'a://b:c',
	lists: 'token = [',
	'sentences without spaces': '密码为a',
	escapes: '\\\\\\%25s.%2525%25😀',
	'here-documents': 'chpasswd <<a\nb:c\n',
};

export interface HostileTime {
	kind: string;
	ms: number;
}

await answer(async ({ home }: { home: string }) => {
	const log = openAuditLog({ home });
	const times: HostileTime[] = [];
	for (const [kind, unit] of Object.entries(HOSTILE)) {
		const result = unit.repeat(MIB / Buffer.byteLength(unit));
		const arg = result.slice(0, ARG_CHARS);
		const list = Array.from({ length: MIB / ARG_CHARS }, () => arg);
		for (const [place, args, text] of [
			['in one result', {}, result],
			['in many arguments', { list }, ''],
		] as const) {
			const start = performance.now();
			const receipt = log.record({ user: 'alice', tool: 't', args, status: 'ok', result: text });
			times.push({ kind: `${kind} ${place}`, ms: performance.now() - start });
			await receipt;
		}
	}
	await log.close();
	return times;
});

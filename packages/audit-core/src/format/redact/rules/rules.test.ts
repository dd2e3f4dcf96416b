import { expect, test } from 'vitest';
import { createRedactor } from '../redactor.ts';
import { SECRET_RULES } from './rules.ts';
import { fillSample } from '../samples.fixture.ts';

const redactor = createRedactor({ key: Buffer.alloc(32) });
const head = (text: string, chars: number) => redactor.head(text, chars, { steps: Infinity });
const redact = (text: string) => head(text, 100_000).text;

const samples = (kind: 'secrets' | 'harmless') =>
	SECRET_RULES.flatMap((rule) => rule[kind].map((sample) => [rule.name, sample] as const));

test.each(samples('secrets'))('%s: %s is secret', (name, sample) => {
	const text = fillSample(sample);
	const secret = /«([^]*)»/.exec(text)?.[1] ?? text;
	const whole = `before ${text.replace(/[«»]/g, '')} after`;
	const redacted = redact(whole);
	expect(redacted).toMatch(new RegExp(`^before [^]*\\[redacted:${name}:[0-9a-f]{8}\\]`));
	expect(redacted).not.toContain(secret);
	const isToTheEnd = name === 'private-key' && !secret.includes('-----END');
	if (!isToTheEnd) expect(redacted.replace(/\[redacted:[^\]]*\]/, secret)).toBe(whole);
});

test.each(samples('harmless'))('%s: %s is not', (_name, sample) => {
	const text = `before ${fillSample(sample)} after`;
	expect(redact(text)).toBe(text);
});

test('a shape matches only in the case in which it is written', () => {
	const text = `before ${fillSample('GHP_‹A36›')} after`;
	expect(redact(text)).toBe(text);
});

test.each(SECRET_RULES)('$name has a source that describes its shape', ({ source }) => {
	expect(source).toMatch(/^https:\/\//);
});

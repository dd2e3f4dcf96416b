import { expect, test } from 'vitest';
import { createPaint } from './colour.ts';

const terminal = { isTTY: true };

test('paints on a terminal', () => {
	expect(createPaint(terminal, {})('red', 'error')).toBe('\u001b[31merror\u001b[39m');
});

test.each([
	['in a pipe', {}, {}],
	['under NO_COLOR', terminal, { NO_COLOR: '1' }],
	['on a dumb terminal', terminal, { TERM: 'dumb' }],
])('does not paint %s', (_where, stream, env) => {
	expect(createPaint(stream, env)('red', 'error')).toBe('error');
});

test('paints when NO_COLOR is empty', () => {
	expect(createPaint(terminal, { NO_COLOR: '' })('dim', 'x')).not.toBe('x');
});

import { expect, test } from 'vitest';
import { isOfNetwork, mayHaveArrived, networkFailure } from './network-failure.ts';
import * as inBrowser from './network-failure.browser.ts';

test('an error that is its own cause has an end', () => {
	const error = new Error('odd');
	error.cause = error;
	expect(isOfNetwork(error)).toBe(false);
});

test('of several addresses the first one says why there is no connection', () => {
	const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
	const cause = new TypeError('fetch failed', { cause: { errors: [refused] } });
	expect(networkFailure(cause, 'http://a.example').message).toContain('ECONNREFUSED');
});

test.each([
	['Fetch failed: Requests to port 6000 are blocked', /refuses to use the port/, false],
	['… client error (Connect): dns error: failed to lookup address', /name .* is not known/, true],
	['… client error (Connect): tcp connect error: Connection refused', /can't be reached/, true],
	['… client error (Connect): invalid peer certificate: UnknownIssuer', /certificate/, false],
	['… client error (SendRequest): connection closed before message completed', /was cut/, true],
	['error reading a body from connection', /was cut/, true],
	[
		'… client error (SendRequest): invalid HTTP version parsed',
		/not as a Tool Audit server/,
		false,
	],
])('Deno: %s', (message, sentence, retryable) => {
	const cause = new TypeError('fetch failed', { cause: new Error(message) });
	const error = networkFailure(cause, 'http://a.example');
	expect(error.message).toMatch(sentence);
	expect(error.retryable).toBe(retryable);
	expect(mayHaveArrived(error)).toBe(!/Connect|port/.test(message));
});

test('in a browser, which tells no causes, the origin of the page is named', () => {
	const cause = new TypeError('Failed to fetch');
	const error = inBrowser.networkFailure(cause, 'http://a.example');
	expect(error).toMatchObject({ code: 'network', retryable: true, cause });
	expect(error.message).toContain('TOOL_AUDIT_CORS_ORIGINS');
});

test('in a browser an answer that is cut is told from one that is not JSON', () => {
	const cut = new Error('x', { cause: new TypeError('network error') });
	expect(inBrowser.isOfNetwork(cut)).toBe(true);
	expect(inBrowser.isOfNetwork(new Error('x', { cause: new SyntaxError('<') }))).toBe(false);
});

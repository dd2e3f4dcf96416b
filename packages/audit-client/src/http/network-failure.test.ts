import { expect, test } from 'vitest';
import { isOfNetwork, networkFailure } from './network-failure.ts';
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

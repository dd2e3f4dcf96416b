import { expect, onTestFinished, test } from 'vitest';
import * as first from './process-end.ts';

test('two copies of the module are one listener', async () => {
	const second = (await import(`${'./process-end.ts'}?copy`)) as typeof first;
	expect(second.flushAtEnd).not.toBe(first.flushAtEnd);
	const busy = () => ({ flush: () => undefined, isIdle: () => false });
	const [one, other] = [busy(), busy()];
	onTestFinished(() => {
		first.restAtEnd(one);
		second.restAtEnd(other);
	});
	first.flushAtEnd(one);
	const listeners = process.listenerCount('SIGTERM');
	second.flushAtEnd(other);
	expect(process.listenerCount('SIGTERM')).toBe(listeners);
});

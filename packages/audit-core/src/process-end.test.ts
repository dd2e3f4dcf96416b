import { expect, onTestFinished, test } from 'vitest';
import * as first from './process-end.ts';

test('two copies of the module are one to the process', async () => {
	const second = (await import(`${'./process-end.ts'}?copy`)) as typeof first;
	expect(second.flushAtEnd).not.toBe(first.flushAtEnd);
	const before = process.listenerCount('SIGTERM');
	const busy = () => ({ flush: () => undefined, isIdle: () => false });
	const [one, other] = [busy(), busy()];
	onTestFinished(() => [one, other].forEach(first.restAtEnd));
	first.flushAtEnd(one);
	second.flushAtEnd(other);
	expect(process.listenerCount('SIGTERM')).toBe(before + 1);
	first.restAtEnd(one);
	expect(process.listenerCount('SIGTERM')).toBe(before + 1);
	second.restAtEnd(other);
	expect(process.listenerCount('SIGTERM')).toBe(before);
});

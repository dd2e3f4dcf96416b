import { expect, test } from 'vitest';
import { readInput, UnendedInput } from './read-input.ts';

const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

/** Standard input that gives these pieces; `null` when it has nothing yet. */
function inputOf(...pieces: (string | null)[]) {
	return (into: Buffer): Promise<number> => {
		const piece = pieces.shift();
		if (piece === null) return failing('EAGAIN');
		return Promise.resolve(piece === undefined ? 0 : into.write(piece));
	};
}

test('reads all pieces, also of a pipe that has nothing yet', async () => {
	expect(await readInput(inputOf(null, '{"a":', null, null, '"é"}'))).toBe('{"a":"é"}');
	expect(await readInput(inputOf())).toBe('');
	expect(await readInput(() => failing('EOF'))).toBe('');
});

test('any other error is one', async () => {
	await expect(readInput(() => failing('EIO'))).rejects.toThrow('EIO');
});

test('an event that does not end is waited for no longer than the limit', async () => {
	const waiting = readInput(() => new Promise(() => undefined), 5);
	await expect(waiting).rejects.toThrow(UnendedInput);
});

test('an event that is too large is read to its end, and is an error', async () => {
	let chunks = 300;
	const large = (into: Buffer) => Promise.resolve(chunks-- > 0 ? into.length : 0);
	await expect(readInput(large)).rejects.toThrow('The event is too large.');
	expect(chunks).toBe(-1);
});

test('one without an end is read up to a limit', async () => {
	const endless = (into: Buffer) => Promise.resolve(into.length);
	await expect(readInput(endless)).rejects.toThrow('The event is too large.');
});

import { expect, test } from 'vitest';
import { readInput } from './read-input.ts';

/** Standard input that gives these pieces; `null` when it has nothing yet. */
function inputOf(...pieces: (string | null)[]) {
	return ((_fd: number, into: Buffer) => {
		const piece = pieces.shift();
		if (piece === null) throw Object.assign(new Error('again'), { code: 'EAGAIN' });
		return piece === undefined ? 0 : into.write(piece);
	}) as Parameters<typeof readInput>[0];
}

test('reads all pieces, also of a pipe that has nothing yet', () => {
	expect(readInput(inputOf(null, '{"a":', null, null, '"é"}'))).toBe('{"a":"é"}');
	expect(readInput(inputOf())).toBe('');
});

test('any other error is one', () => {
	const broken = (() => {
		throw Object.assign(new Error('broken'), { code: 'EIO' });
	}) as Parameters<typeof readInput>[0];
	expect(() => readInput(broken)).toThrow('broken');
});

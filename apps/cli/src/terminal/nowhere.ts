import { Writable } from 'node:stream';

/** A stream that shows nothing. */
export function createNowhere(): Writable {
	return new Writable({ write: (_chunk, _encoding, done) => done() });
}

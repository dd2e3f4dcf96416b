import { expect, test } from 'vitest';
import { uploadFile } from './upload.ts';

test('a file that the server would reject is not sent', async () => {
	const parts = Array<Uint8Array<ArrayBuffer>>(65).fill(new Uint8Array(1024 * 1024));
	const uploaded = uploadFile('large.bin', new Blob(parts));
	await expect(uploaded).rejects.toThrow('A file may have 64 MB. Copy larger ones by hand.');
});

/** That of UTF-8. Programs that join files leave it at the beginning of any line. */
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export function hasMarkAt(bytes: Buffer, start: number): boolean {
	if (bytes[start] !== BYTE_ORDER_MARK[0]) return false;
	return bytes.subarray(start, start + BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
}

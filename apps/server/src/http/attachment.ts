/** A `Content-Disposition` header for a file name in any script (RFC 8187). */
export function attachment(name: string): string {
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16)}`,
	);
	return `attachment; filename*=UTF-8''${encoded}`;
}

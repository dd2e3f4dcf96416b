/** Runs once what changed just now stands on the screen. Returns what calls it off. */
export function afterPaint(run: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	// A frame begins with its callbacks; a task behind it comes after its paint.
	const frame = requestAnimationFrame(() => {
		timer = setTimeout(run);
	});
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}

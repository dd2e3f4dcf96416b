/** Runs once what changed just now stands on the screen, or so much later. Returns what calls it off. */
export function afterPaint(run: () => void, laterMs = 0): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	// A frame begins with its callbacks; a task behind it comes after its paint.
	const frame = requestAnimationFrame(() => {
		timer = setTimeout(run, laterMs);
	});
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}

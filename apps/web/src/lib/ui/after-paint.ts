/** Runs after the current changes are painted, and `laterMs` later if given. Returns a function that cancels it. */
export function afterPaint(run: () => void, laterMs = 0): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	// Animation frame callbacks run before the paint of their frame; a task queued in one runs after it.
	const frame = requestAnimationFrame(() => {
		timer = setTimeout(run, laterMs);
	});
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}

/** Marks on which sides of a strip there is more to scroll to, with `data-more-before` and `data-more-after`. */
export function markMore(strip: HTMLElement): () => void {
	function mark() {
		const { scrollLeft, scrollWidth, clientWidth } = strip;
		// Positions are fractions of a px where the screen has others.
		strip.toggleAttribute('data-more-before', scrollLeft > 1);
		strip.toggleAttribute('data-more-after', scrollLeft + clientWidth < scrollWidth - 1);
	}
	const sizes = new ResizeObserver(mark);
	for (const element of [strip, ...strip.children]) sizes.observe(element);
	strip.addEventListener('scroll', mark, { passive: true });
	return () => {
		sizes.disconnect();
		strip.removeEventListener('scroll', mark);
	};
}

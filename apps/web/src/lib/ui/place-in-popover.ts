import { placeUnder } from './place-under.ts';

/** For content that was loaded after its popover opened: it has its size now, and something to focus. */
export function placeInPopover(content: HTMLElement, align: 'start' | 'end' = 'end'): void {
	const popover = content.closest<HTMLElement>('[popover]');
	const button = popover && document.querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);
	if (button) placeUnder(popover, button, align);
	const first =
		content.querySelector<HTMLElement>('[data-focus-first]') ??
		content.querySelector<HTMLElement>('input, button');
	first?.focus({ preventScroll: true });
}

import { placeUnder } from './place-under.ts';

/** For content that was loaded after its popover opened: it has its size now, and something to focus. */
export function placeInPopover(content: HTMLElement): void {
	const popover = content.closest<HTMLElement>('[popover]');
	const button = popover && document.querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);
	if (button) placeUnder(popover, button, 'end');
	content.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
}

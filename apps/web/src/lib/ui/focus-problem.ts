import { afterPaint } from './after-paint.ts';

/** Moves the focus to the first field of a form at which something is wrong, as soon as that is shown. */
export function focusProblem(form: HTMLFormElement | undefined): void {
	afterPaint(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

import { filterValueOf } from '../filter/cell-values.ts';
import { stepsOf, type FilterStep, type FilterValue } from '../filter/filter-edit.ts';
import type { ListedRow } from '../listed-row.ts';

/** A mouse that only passes by shows nothing. */
const REST_MS = 120;
const BUTTON_PX = 24;
const MARGIN_PX = 6;

interface Pointed {
	/** The row, and its ref to detect that another one has replaced it. */
	index: number;
	ref: string;
	steps: { words: string; step: FilterStep }[];
	/** The position of the value, from the first corner of all rows, in px. */
	box: { left: number; top: number; width: number; height: number };
	/** The left edge of its actions. */
	left: number;
}

/**
 * The value that the mouse rests on, in a table whose values are marked with `data-part`. One for the whole table:
 * rows that are not pointed at carry nothing for it, and nothing in them moves.
 */
export class PointedValue {
	#row: (index: number) => ListedRow | undefined;
	#pointed: Pointed | undefined = $state.raw();
	readonly shown = $derived.by(() => {
		const pointed = this.#pointed;
		return pointed && this.#row(pointed.index)?.ref === pointed.ref ? pointed : undefined;
	});

	constructor(row: (index: number) => ListedRow | undefined) {
		this.#row = row;
	}

	clear(): void {
		this.#pointed = undefined;
	}

	/** For `{@attach}` on an element at the first corner of the rows, inside their grid. */
	attach = (corner: HTMLElement) => {
		const grid = corner.closest<HTMLElement>('[role=grid]')!;
		let target: HTMLElement | null = null;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const leave = () => {
			clearTimeout(timer);
			target = null;
			this.clear();
		};
		const over = ({ target: to, pointerType, buttons }: PointerEvent) => {
			if (!(to instanceof Element) || corner.contains(to)) return;
			const isPointing = pointerType === 'mouse' && buttons === 0;
			rest(isPointing ? to.closest<HTMLElement>('[data-part]') : null);
		};
		const rest = (next: HTMLElement | null) => {
			if (next === target) return;
			leave();
			target = next;
			if (!next) return;
			timer = setTimeout(() => (this.#pointed = this.#look(next, corner, grid)), REST_MS);
		};
		// The mouse came before this was loaded.
		rest([...grid.querySelectorAll<HTMLElement>('[data-part]:hover')].at(-1) ?? null);
		grid.addEventListener('pointerover', over);
		grid.addEventListener('pointerleave', leave);
		grid.addEventListener('scroll', leave, { passive: true });
		return () => {
			leave();
			grid.removeEventListener('pointerover', over);
			grid.removeEventListener('pointerleave', leave);
			grid.removeEventListener('scroll', leave);
		};
	};

	#look(target: HTMLElement, corner: HTMLElement, grid: HTMLElement): Pointed | undefined {
		const index = Number(target.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2;
		const cell = target.closest('[role=gridcell]');
		const row = this.#row(index);
		if (!row || !cell) return undefined;
		const { part, place } = target.dataset;
		const value = filterValueOf(row, part as FilterValue['part'], Number(place));
		if (!value) return undefined;
		const steps = stepsOf(value);
		return { index, ref: row.ref, steps, ...placeOf(target, cell, corner, grid, steps.length) };
	}
}

/** Beside the text, or over its end where it is cut off; never outside the visible part of the table. */
function placeOf(
	target: Element,
	cell: Element,
	corner: Element,
	grid: Element,
	buttons: number,
): Pick<Pointed, 'box' | 'left'> {
	const range = document.createRange();
	range.selectNodeContents(target);
	const [words, room] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
	const origin = corner.getBoundingClientRect();
	const [left, right] = [Math.max(words.left, room.left), Math.min(words.right, room.right)];
	const [top, bottom] = [Math.max(words.top, room.top), Math.min(words.bottom, room.bottom)];
	const width = buttons * BUTTON_PX + MARGIN_PX;
	const end = Math.min(
		words.right > room.right + 1 ? room.right : Infinity,
		grid.getBoundingClientRect().left + grid.clientWidth,
	);
	return {
		box: {
			left: left - origin.left,
			top: top - origin.top,
			width: right - left,
			height: bottom - top,
		},
		left: Math.min(right, end - width) - origin.left,
	};
}

import { expect, it } from 'vitest';
import { unsaved } from './unsaved.svelte.ts';

/** A file with unsaved changes, and what happened to them. */
function hold({ canSave = true } = {}) {
	const file = { dirty: true, discarded: false, saved: false };
	unsaved.hold({
		name: 'a.md',
		isDirty: () => file.dirty,
		save: async () => {
			file.saved = canSave;
			return canSave;
		},
		discard: () => (file.discarded = true),
	});
	return file;
}

it('allows leaving without a question if there is nothing to lose', async () => {
	hold().dirty = false;
	expect(await unsaved.mayLeave()).toBe(true);
	expect(unsaved.question).toBeUndefined();
});

it.each([
	['stay', false, { saved: false, discarded: false }],
	['discard', true, { saved: false, discarded: true }],
	['save', true, { saved: true, discarded: false }],
] as const)('asks, and on "%s" may leave: %s', async (answer, mayLeave, became) => {
	const file = hold();
	const asked = unsaved.mayLeave();
	expect(unsaved.question).toBe('a.md');
	unsaved.answer(answer);
	expect(await asked).toBe(mayLeave);
	expect(file).toMatchObject(became);
	expect(unsaved.question).toBeUndefined();
});

it('stays when saving failed', async () => {
	hold({ canSave: false });
	const asked = unsaved.mayLeave();
	unsaved.answer('save');
	expect(await asked).toBe(false);
});

it('asks one question at a time', async () => {
	hold();
	const asked = unsaved.mayLeave();
	expect(await unsaved.mayLeave()).toBe(false);
	unsaved.answer('stay');
	expect(await asked).toBe(false);
});

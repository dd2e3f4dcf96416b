import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import type { FileContent } from '#lib/api/types.ts';
import { openDrafts } from './drafts.ts';
import { type FilesApi, PART_BYTES } from './files-api.ts';
import { OpenFile } from './open-file.svelte.ts';

function refusal(code: string, currentHash?: string): Error {
	const error = { message: code, code: -1, data: { code, currentHash } };
	return TRPCClientError.from({ error } as never);
}

/** A disk with one file, with the same read and save as the server. */
function fakeDisk(text: string | undefined, change: Partial<FileContent> = {}) {
	const disk = { text, saves: 0, broken: false, others: new Map<string, string>() };
	const hash = () =>
		[...disk.text!]
			.reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0, 7)
			.toString(16);
	const api: FilesApi = {
		async read({ path, from = 0, bytes = 2_000_000 }) {
			if (disk.text === undefined) throw refusal('NOT_FOUND');
			const part = disk.text.slice(from, from + bytes);
			return {
				path,
				name: path,
				bytes: disk.text.length,
				modified: '2026-11-22T10:00:00.000Z',
				kind: 'markdown',
				hash: hash(),
				text: part,
				range: { from, to: from + part.length },
				editable: true,
				lineEnding: part.includes('\r\n') ? 'crlf' : 'lf',
				writable: true,
				...change,
			};
		},
		async save({ text: next, hash: against }) {
			if (disk.broken) throw refusal('INTERNAL_SERVER_ERROR');
			if (disk.text === undefined) throw refusal('NOT_FOUND');
			if (against !== hash()) throw refusal('CONFLICT', hash());
			disk.text = next;
			disk.saves += 1;
			return { hash: hash(), bytes: next.length, modified: '2026-11-22T11:00:00.000Z' };
		},
		async create({ path, text: first }) {
			if (disk.others.has(path)) throw refusal('CONFLICT');
			if (path !== 'a.md') return void disk.others.set(path, first);
			if (disk.text !== undefined) throw refusal('CONFLICT');
			disk.text = first;
		},
	};
	return { disk, api };
}

async function opened(text: string | undefined, change: Partial<FileContent> = {}) {
	localStorage.clear();
	const { disk, api } = fakeDisk(text, change);
	const drafts = openDrafts({ account: 'ann', storage: localStorage });
	const open = async () => {
		const file = new OpenFile({ path: 'a.md', api, drafts });
		await file.open();
		return file;
	};
	return { disk, drafts, file: await open(), openAgain: open };
}

describe('an open file', () => {
	it('is edited at once if it is empty, and still after it was saved', async () => {
		const { file } = await opened('');
		expect(file.mode).toBe('edit');
		file.edit('one');
		await file.save();
		expect(file.mode).toBe('edit');
	});

	it('is not edited if it is empty and read-only', async () => {
		const { file } = await opened('', { writable: false });
		expect(file.mode).toBe('preview');
	});

	it('keeps both texts: one as a new file, and goes on with the one on disk', async () => {
		const { file, disk } = await opened('a\r\n');
		file.edit('mine\n');
		disk.text = 'theirs\r\n';
		await file.check();
		expect(file.theirs).toBeDefined();
		await file.keepBoth({ path: 'b.md', text: 'mine\n' });
		expect(disk.others.get('b.md')).toBe('mine\r\n');
		expect([file.text, file.dirty, file.theirs]).toEqual(['theirs\n', false, undefined]);
		expect(disk.text).toBe('theirs\r\n');
	});

	it('keeps its unsaved text if the name for it is taken', async () => {
		const { file, disk } = await opened('one');
		disk.others.set('b.md', 'there');
		file.edit('mine');
		await expect(file.keepBoth({ path: 'b.md', text: 'mine' })).rejects.toThrow('CONFLICT');
		expect([file.text, file.dirty, disk.others.get('b.md')]).toEqual(['mine', true, 'there']);
	});

	it('is unsaved only while it differs from what was read', async () => {
		const { file } = await opened('one');
		file.edit('two');
		expect(file.dirty).toBe(true);
		file.edit('one');
		expect(file.dirty).toBe(false);
	});

	it('saves changes to disk', async () => {
		const { file, disk } = await opened('one');
		file.edit('two');
		expect(await file.save()).toBe(true);
		expect([disk.text, file.dirty]).toEqual(['two', false]);
	});

	it('saves nothing if nothing changed', async () => {
		const { file, disk } = await opened('one');
		await file.save();
		expect(disk.saves).toBe(0);
	});

	it('stays unsaved if it was edited during the save', async () => {
		const { file, disk } = await opened('one');
		file.edit('two');
		const saved = file.save();
		file.edit('three');
		await saved;
		expect([disk.text, file.dirty]).toEqual(['two', true]);
	});

	it('keeps CRLF on disk, and uses LF in the editor', async () => {
		const { file, disk } = await opened('a\r\nb\r\n');
		expect(file.text).toBe('a\nb\n');
		file.edit('a\nb\nc\n');
		await file.save();
		expect(disk.text).toBe('a\r\nb\r\nc\r\n');
	});

	it('reports a failed save in a sentence', async () => {
		const { file, disk } = await opened('one');
		file.edit('two');
		disk.broken = true;
		expect(await file.save()).toBe(false);
		expect([file.saveFailure, file.dirty]).toEqual(['INTERNAL_SERVER_ERROR', true]);
	});

	it('reports a missing file', async () => {
		const { file } = await opened(undefined);
		expect(file.failure).toBeInstanceOf(TRPCClientError);
	});
});

describe('a change on disk', () => {
	async function conflict() {
		const set = await opened('one');
		set.file.edit('mine');
		set.disk.text = 'theirs';
		await set.file.save();
		return set;
	}

	it('is never overwritten without a question', async () => {
		const { file, disk } = await conflict();
		expect([disk.text, file.text, file.theirs !== undefined]).toEqual(['theirs', 'mine', true]);
	});

	it('is overwritten on request', async () => {
		const { file, disk } = await conflict();
		expect(await file.overwrite()).toBe(true);
		expect([disk.text, file.theirs]).toEqual(['mine', undefined]);
	});

	it('is not overwritten if the file changed again', async () => {
		const { file, disk } = await conflict();
		disk.text = 'theirs again';
		expect(await file.overwrite()).toBe(false);
		expect(disk.text).toBe('theirs again');
	});

	it('replaces the unsaved changes on request', async () => {
		const { file } = await conflict();
		await file.reload();
		expect([file.text, file.dirty, file.theirs]).toEqual(['theirs', false, undefined]);
	});

	it('can be merged and saved', async () => {
		const { file, disk } = await conflict();
		file.merge(await file.readTheirs(), 'theirs and mine');
		expect(await file.save()).toBe(true);
		expect(disk.text).toBe('theirs and mine');
	});

	it('is loaded without a question if nothing is unsaved', async () => {
		const { file, disk } = await opened('one');
		disk.text = 'theirs';
		await file.check();
		expect([file.text, file.dirty, file.note]).toEqual([
			'theirs',
			false,
			'Changed on disk, reloaded',
		]);
	});

	it('is offered if something is unsaved', async () => {
		const { file, disk } = await opened('one');
		file.edit('mine');
		disk.text = 'theirs';
		await file.check();
		expect([file.text, file.theirs !== undefined]).toEqual(['mine', true]);
		disk.text = 'one';
		await file.check();
		expect(file.theirs).toBeUndefined();
	});

	it('is noticed if it is a deletion, and if that is undone', async () => {
		const { file, disk } = await opened('one');
		disk.text = undefined;
		await file.check();
		expect(file.gone).toBe(true);
		disk.text = 'one';
		await file.check();
		expect(file.gone).toBe(false);
	});
});

describe('a file that was deleted', () => {
	async function deleted() {
		const set = await opened('one');
		set.disk.text = undefined;
		await set.file.check();
		return set;
	}

	it('is restored', async () => {
		const { file, disk } = await deleted();
		expect(await file.putBack()).toBe(true);
		expect([disk.text, file.gone]).toEqual(['one', false]);
	});

	it('is restored with the changes when those are saved', async () => {
		const { file, disk } = await deleted();
		file.edit('two');
		await file.save();
		expect([disk.text, file.dirty]).toEqual(['two', false]);
	});

	it('is not restored over another one', async () => {
		const { file, disk } = await deleted();
		disk.text = 'another';
		expect(await file.putBack()).toBe(false);
		expect(disk.text).toBe('another');
	});
});

describe('a draft', () => {
	async function crashed() {
		const set = await opened('one');
		set.file.edit('half written');
		set.file.keepDraft();
		return set;
	}

	it('is offered to the next visit, and restored', async () => {
		const { openAgain } = await crashed();
		const file = await openAgain();
		expect([file.text, file.draft.offered?.text]).toEqual(['one', 'half written']);
		file.restoreDraft();
		expect([file.text, file.dirty, file.mode]).toEqual(['half written', true, 'edit']);
	});

	it('does not overwrite a file that changed since', async () => {
		const { openAgain, disk } = await crashed();
		disk.text = 'theirs';
		const file = await openAgain();
		file.restoreDraft();
		expect(file.theirs).toBeDefined();
		expect(await file.save()).toBe(false);
		expect(disk.text).toBe('theirs');
	});

	it('is gone once it is discarded', async () => {
		const { openAgain } = await crashed();
		(await openAgain()).draft.drop();
		expect((await openAgain()).draft.offered).toBeUndefined();
	});

	it('is gone once it is saved or given up', async () => {
		const { file, drafts } = await crashed();
		await file.save();
		expect(drafts.read('a.md')).toBeUndefined();
		file.edit('more');
		file.keepDraft();
		file.discard();
		expect([drafts.read('a.md'), file.dirty]).toEqual([undefined, false]);
	});

	it('survives typing before the user has decided about it', async () => {
		const { openAgain, drafts } = await crashed();
		const file = await openAgain();
		file.edit('something else');
		file.keepDraft();
		expect(drafts.read('a.md')?.text).toBe('half written');
	});

	it('is not removed by a tab that only shows the file', async () => {
		const { openAgain, drafts } = await crashed();
		(await openAgain()).keepDraft();
		expect(drafts.read('a.md')?.text).toBe('half written');
	});

	it('equal to the file on disk is not offered', async () => {
		const { openAgain, disk } = await crashed();
		disk.text = 'half written';
		expect((await openAgain()).draft.offered).toBeUndefined();
	});
});

describe('a large file', () => {
	const text = 'x'.repeat(2.5 * PART_BYTES);

	it('is shown in parts', async () => {
		const { file } = await opened(text, { editable: false });
		expect([file.text.length, file.isPart, file.mode]).toEqual([PART_BYTES, true, 'raw']);
		await file.showMore();
		await file.showMore();
		expect([file.text === text, file.isPart, file.dirty]).toEqual([true, false, false]);
	});

	it('small enough to edit is read as a whole', async () => {
		const { file } = await opened(text);
		expect([file.text === text, file.isPart]).toEqual([true, false]);
	});

	it('that changed between two parts is read from the start again', async () => {
		const { file, disk } = await opened(text, { editable: false });
		disk.text = `y${text}`;
		await file.showMore();
		expect([file.text.length, file.text[0]]).toEqual([PART_BYTES, 'y']);
	});
});

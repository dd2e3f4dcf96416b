import { describe, expect, it } from 'vitest';
import {
	DRAFT_AGE_MAX_DAYS,
	DRAFTS_MAX,
	DRAFTS_TOTAL_CHARS_MAX,
	openDrafts,
	type DraftStorage,
} from './drafts.ts';

const HASH = 'ab12';

function fakeStorage(): DraftStorage & { keys(): string[] } {
	const items = new Map<string, string>();
	return {
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, value) => void items.set(key, value),
		removeItem: (key) => void items.delete(key),
		key: (index) => [...items.keys()][index] ?? null,
		get length() {
			return items.size;
		},
		keys: () => [...items.keys()],
	};
}

function draftsOf(account = 'ann', storage = fakeStorage()) {
	const clock = { now: 1_000_000_000_000 };
	return { clock, storage, drafts: openDrafts({ account, storage, now: () => clock.now }) };
}

describe('drafts', () => {
	it('are restored as they were stored', () => {
		const { drafts, clock } = draftsOf();
		const text = 'first\n\nthird "quoted"\n';
		expect(drafts.keep('a.md', { text, hash: HASH })).toBe(true);
		expect(drafts.read('a.md')).toEqual({ text, hash: HASH, at: clock.now });
	});

	it('are gone once dropped', () => {
		const { drafts } = draftsOf();
		drafts.keep('a.md', { text: 'x', hash: HASH });
		drafts.drop('a.md');
		expect(drafts.read('a.md')).toBeUndefined();
	});

	it('of one account are not shown to another', () => {
		const { drafts, storage } = draftsOf('ann');
		drafts.keep('a.md', { text: 'secret', hash: HASH });
		expect(draftsOf('bob', storage).drafts.read('a.md')).toBeUndefined();
	});

	it('are limited in number, the oldest are dropped first', () => {
		const { drafts, clock, storage } = draftsOf();
		for (let index = 0; index <= DRAFTS_MAX; index += 1) {
			clock.now += 1;
			drafts.keep(`${index}.md`, { text: 'x', hash: HASH });
		}
		expect(storage.keys()).toHaveLength(DRAFTS_MAX);
		expect(drafts.read('0.md')).toBeUndefined();
		expect(drafts.read('1.md')).toBeDefined();
	});

	it('are limited in total size', () => {
		const { drafts, clock } = draftsOf();
		const text = 'x'.repeat(DRAFTS_TOTAL_CHARS_MAX * 0.6);
		drafts.keep('old.md', { text, hash: HASH });
		clock.now += 1;
		drafts.keep('new.md', { text, hash: HASH });
		expect(drafts.read('old.md')).toBeUndefined();
		expect(drafts.read('new.md')?.text).toBe(text);
	});

	it('that are too large leave no older state behind', () => {
		const { drafts } = draftsOf();
		drafts.keep('a.md', { text: 'older', hash: HASH });
		const text = 'x'.repeat(DRAFTS_TOTAL_CHARS_MAX);
		expect(drafts.keep('a.md', { text, hash: HASH })).toBe(false);
		expect(drafts.read('a.md')).toBeUndefined();
	});

	it('expire', () => {
		const { drafts, clock } = draftsOf();
		drafts.keep('a.md', { text: 'x', hash: HASH });
		clock.now += (DRAFT_AGE_MAX_DAYS + 1) * 86_400_000;
		expect(drafts.read('a.md')).toBeUndefined();
	});

	it('leave other values in the same storage alone', () => {
		const { drafts, storage } = draftsOf();
		storage.setItem('tool-audit:theme', 'dark');
		for (let index = 0; index <= DRAFTS_MAX; index += 1) {
			drafts.keep(`${index}.md`, { text: 'x', hash: HASH });
		}
		expect(storage.getItem('tool-audit:theme')).toBe('dark');
	});

	it.each(['', 'no draft', '12', '12\nnot a hash\nx'])(
		'that are damaged (%j) are ignored',
		(stored) => {
			const { drafts, storage } = draftsOf();
			storage.setItem('tool-audit:draft:ann:a.md', stored);
			expect(drafts.read('a.md')).toBeUndefined();
		},
	);

	it('in a browser that forbids storage are not stored, and nothing fails', () => {
		const refuse = () => {
			throw new DOMException('denied', 'SecurityError');
		};
		const storage = {
			getItem: refuse,
			setItem: refuse,
			removeItem: refuse,
			key: refuse,
			length: 0,
		};
		const { drafts } = draftsOf('ann', storage as never);
		expect(drafts.keep('a.md', { text: 'x', hash: HASH })).toBe(false);
		expect(drafts.read('a.md')).toBeUndefined();
		expect(() => drafts.drop('a.md')).not.toThrow();
	});
});

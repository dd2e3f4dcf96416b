/** The parts of what procedures take. Plain HTTP takes the same from an address. */
import {
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
} from '@tool-audit/core';
import * as z from 'zod';
import {
	BUDGET_MAX_MS,
	LIST_BUDGET_MS,
	RECENT_BUDGET_MS,
	SEARCH_BUDGET_MS,
	SUMMARY_BUDGET_MS,
} from './budgets.ts';

const PAGE_LIMIT = 200;
const RECENT_DAYS = 7;
const RECENT_ALL_LIMIT = 500;
const SEARCH_LIMIT = 100;
/** Rows of a day that name secrets; all are counted. */
const SECRET_ROWS = 100;
const NAME_CHARS_MAX = 1_000;
const USER_CHARS_MAX = 255;

/** A whole number of a range. */
function int(min: number, max: number) {
	const sentence = `Give a whole number from ${min} to ${max}.`;
	return z.int(sentence).min(min, sentence).max(max, sentence);
}

function text(charsMax: number) {
	const sentence = `Give a text of at most ${charsMax} characters.`;
	const error = ({ input }: { input?: unknown }) =>
		input === undefined ? `It is missing. ${sentence}` : sentence;
	return z.string({ error }).max(charsMax, sentence);
}

const limit = int(1, PAGE_LIMIT_MAX);
const budgetMs = int(0, BUDGET_MAX_MS);

export const day = z.iso.date('Give a calendar date that exists, as YYYY-MM-DD.');
/** Whose log; that of the caller by default. */
export const user = text(USER_CHARS_MAX).optional();
/** A ref or cursor from an earlier answer. */
export const name = text(NAME_CHARS_MAX);

/** ISO 8601 with an offset. */
export const instant = z.iso.datetime({
	offset: true,
	error: 'Give an instant with its offset as ISO 8601, such as 2026-11-30T09:00:00Z.',
});

/** An offset in rows or bytes. */
export const from = int(0, Number.MAX_SAFE_INTEGER).default(0);
export const order = z.enum(['asc', 'desc'], 'Give asc or desc.').default('asc');
export const days = int(1, RECENT_DAYS_MAX).default(RECENT_DAYS);
export const secretRows = int(0, SECRET_ROWS_MAX).default(SECRET_ROWS);

export const limits = {
	page: limit.default(PAGE_LIMIT),
	recentAllUsers: limit.default(RECENT_ALL_LIMIT),
	search: int(1, SEARCH_LIMIT_MAX).default(SEARCH_LIMIT),
};

export const budgets = {
	list: budgetMs.default(LIST_BUDGET_MS),
	recent: budgetMs.default(RECENT_BUDGET_MS),
	search: budgetMs.default(SEARCH_BUDGET_MS),
	summary: budgetMs.default(SUMMARY_BUDGET_MS),
};

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

const limit = z.int().min(1).max(PAGE_LIMIT_MAX);
const budgetMs = z.int().min(0).max(BUDGET_MAX_MS);

export const day = z.iso.date('Give a calendar date that exists, as YYYY-MM-DD.');
/** Whose log; that of the caller by default. */
export const user = z.string().max(USER_CHARS_MAX).optional();
/** A ref or cursor from an earlier answer. */
export const name = z.string().max(NAME_CHARS_MAX);

/** ISO 8601 with an offset. */
export const instant = z.iso.datetime({ offset: true });

/** An offset in rows or bytes. */
export const from = z.int().min(0).default(0);
export const order = z.enum(['asc', 'desc']).default('asc');
export const days = z.int().min(1).max(RECENT_DAYS_MAX).default(RECENT_DAYS);
export const secretRows = z.int().min(0).max(SECRET_ROWS_MAX).default(SECRET_ROWS);

export const limits = {
	page: limit.default(PAGE_LIMIT),
	recentAllUsers: limit.default(RECENT_ALL_LIMIT),
	search: z.int().min(1).max(SEARCH_LIMIT_MAX).default(SEARCH_LIMIT),
};

export const budgets = {
	list: budgetMs.default(LIST_BUDGET_MS),
	recent: budgetMs.default(RECENT_BUDGET_MS),
	search: budgetMs.default(SEARCH_BUDGET_MS),
	summary: budgetMs.default(SUMMARY_BUDGET_MS),
};

import type { Scope } from '../api/types.ts';

export const SCOPE_WORDS: Record<Scope, { name: string; note: string }> = {
	'audit:read': { name: 'Read', note: 'List days, read and search your log.' },
	'audit:write': { name: 'Write', note: 'Record calls into your log.' },
};

/** How long a new key is valid; an empty value means forever. */
export const LIFETIMES = [
	{ days: 30, label: '30 days' },
	{ days: 90, label: '90 days' },
	{ days: 365, label: '1 year' },
	{ days: null, label: 'No end' },
] as const;

/** Whether an instant is in the past. */
export function isPast(instant: string | null, now = Date.now()): boolean {
	return instant !== null && new Date(instant).getTime() <= now;
}

import { createQuery } from '@tanstack/svelte-query';
import { page } from '$app/state';
import { failureData } from '#lib/api/failure.ts';
import { trpc } from '#lib/api/trpc.ts';
import { signedIn } from '#lib/session/account.ts';
import { otherUser } from './addresses.ts';

/** Another user's log, by the address of an audit page. */
export interface OtherLog {
	/** Its owner; `undefined` for the reader's own log, and where a page is about none. */
	readonly user: string | undefined;
	/** It does not exist, or the reader may not read it: the server gives the same answer for both. */
	readonly isClosed: boolean;
}

/**
 * The other log that the page is about. It asks nothing itself: every page of a log reads the list of its days, and so does
 * the panel. Call it while a component is created.
 */
export function createOtherLog(): OtherLog {
	const user = $derived.by(() => {
		const isLog = page.route.id?.startsWith('/(app)/audit') ?? false;
		return isLog ? otherUser(page.url.searchParams, signedIn()) : undefined;
	});
	const days = createQuery(() => ({
		...trpc.audit.listDays.queryOptions(user === undefined ? {} : { user }),
		enabled: false,
	}));
	const isClosed = $derived(user !== undefined && failureData(days.error)?.code === 'NOT_FOUND');
	return {
		get user() {
			return user;
		},
		get isClosed() {
			return isClosed;
		},
	};
}

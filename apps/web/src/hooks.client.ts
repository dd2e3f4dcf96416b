import type { HandleClientError } from '@sveltejs/kit/hooks';
import { failureData, isUnreachable, sentenceOf } from '#lib/api/failure.ts';

/** The message of the error page when a page could not be loaded. */
export const handleError: HandleClientError = ({ kind, error }) => {
	if (kind !== 'unknown') return;
	console.error(error);
	const isServers = failureData(error) !== undefined || isUnreachable(error);
	return { message: isServers ? sentenceOf(error) : 'Something went wrong on this page.' };
};

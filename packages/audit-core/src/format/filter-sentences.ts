/** What is expected at each place of a filter, for those who gave something else. */
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

export const EXPECTED = {
	filter: 'Give an object such as {"status":["error"]}.',
	status: `Give one of ${ROW_STATUSES.join(', ')}.`,
	list: `Give a list of 1 to ${FILTER_VALUES_MAX} values.`,
	value: `Give a text of at most ${FILTER_TEXT_CHARS_MAX} characters.`,
	text: `Give a text of 1 to ${FILTER_TEXT_CHARS_MAX} characters.`,
	durationMs: `Give a number of milliseconds from 0 to ${FILTER_DURATION_MS_MAX}.`,
	switch: 'Give true or false.',
	instant: 'Give an instant with its offset as ISO 8601, such as 2026-11-30T09:00:00Z.',
};

export const unknownPart = (name: string) => `A filter has no part ${JSON.stringify(name)}.`;

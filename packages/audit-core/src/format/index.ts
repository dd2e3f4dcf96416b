/**
 * `@tool-audit/core/format`: the format (docs/format.md) for browsers. Nothing that this file imports needs
 * Node.js or a library; a test builds it for a browser and checks that.
 */
export { countChars, lengthBeforeTruncation, withoutTruncationMark } from './chars.ts';
export { addDays, FIRST_DAY, isDay, LAST_DAY } from './day.ts';
export { parseExactJson } from './exact-json.ts';
export { HIDDEN_CHARACTERS } from './hidden-characters.ts';
export {
	BUDGET_MAX_MS,
	FILTER_DURATION_MS_MAX,
	FILTER_TEXT_CHARS_MAX,
	FILTER_VALUES_MAX,
	ID_CHARS_MAX,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	RECENT_LIMIT_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
} from './limits.ts';
export { visibleName } from './lookalikes.ts';
export {
	isStatus,
	ROW_STATUSES,
	statusNamed,
	STATUSES,
	type RowStatus,
	type Status,
} from './status.ts';
export { machineZone, openZone, timeFault, type Zone } from './time.ts';
export { parseTs, type WallTime } from './ts.ts';
export { hasAnsi, stripAnsi, visibleParts, type TextPart } from './visible-text.ts';

/**
 * What whole days are looked through with, 16 bytes at a time: compiled to WebAssembly by tools/build-kernels.ts. Nothing
 * here decides alone. What a kernel is not sure of, it leaves to JavaScript, which reads that line and goes on behind it.
 */
export { lineEnd, lineStart } from './bytes';
export { addField, PLACES, scanLine } from './fields';
export { find, findOdd, NEEDLES } from './find';
export { foreign, MARKS, marks, odd, rows, survey, surveyOdd } from './survey';
export { findStatus, statusEnd, statusStart } from './status';
export { forget, STATUSES, addText, TOOLS } from './texts';
export {
	forgetCounts,
	HOURS_KEPT,
	HOURS_MAX,
	MINUTE_COUNTS,
	aggregate,
	addHour,
	TOOL_COUNTS,
	TOOLS_MAX,
} from './aggregate';

/** Where the memory begins that no kernel uses. */
export const FREE: usize = __heap_base;

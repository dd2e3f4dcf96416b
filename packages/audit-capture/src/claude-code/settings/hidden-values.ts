/**
 * The lines of a change without the values of others. A line of theirs changes when it gains or loses a comma, and settings
 * on one line are all in it: they may hold keys, and these must not be on a screen.
 */
import type { DiffLine } from './diff-lines.ts';
import { httpHook } from './hook-command.ts';
import { readHooks } from './hooks-view.ts';

const HIDDEN = '"…"';
/** A text of JSON, and the colon behind it if it is a name. */
const TEXT = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** `settings` are the whole texts, before and after: what our own entries run is shown. */
export function hideValues(lines: readonly DiffLine[], ...settings: (string | null)[]): DiffLine[] {
	const own = new Set(settings.flatMap((text) => (text === null ? [] : ownTexts(text))));
	const shown = (text: string, colon?: string) =>
		colon !== undefined || own.has(text) ? text : HIDDEN;
	return lines.map((line) => ({
		...line,
		text: line.text.replace(TEXT, (whole: string, colon?: string) => shown(whole, colon)),
	}));
}

/** What we write; a header of an entry may have been changed to hold the key itself. */
function ownTexts(settings: string): string[] {
	const { headers, allowedEnvVars } = httpHook(new URL('http://localhost'));
	const entries = readHooks(settings)
		.events.flatMap(({ groups }) => groups.flatMap(({ entries }) => entries))
		.filter(({ isOurs }) => isOurs);
	const written = entries.flatMap(({ value }) => {
		const { type, command, args, url } = value as Record<string, unknown>;
		return [type, command, url, ...(Array.isArray(args) ? (args as unknown[]) : [])];
	});
	return [...written, ...Object.values(headers), ...allowedEnvVars].map((text) =>
		JSON.stringify(text),
	);
}

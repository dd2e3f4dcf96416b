import type { Zone } from '@tool-audit/core';

/** A call of the sample. Its times have no offset and are read as UTC, so that all keep their distances. */
export interface SampleCall {
	instant: number;
	line: string;
}

/** Names of people in the sample, in lower case, and what they become. */
export type Names = ReadonlyMap<string, string>;

export interface Move {
	/** How much later each call is, in milliseconds. */
	shiftMs: number;
	names: Names;
	zone: Zone;
}

/** The sample's lines are from one writer, which always writes its fields in this order. */
const LINE = /^\{"ts": "([^"]+)"(, "user": .*, "result_chars": )(\d+)(, "result_snippet": .*)\}$/;
/** A time to the second, without an offset. */
const TS_CHARS = 19;
/** A whole word. In a line, letters may be escaped, and the letter of another escape belongs to no word. */
const WORD = /(?:[\p{L}\p{N}_]|\\u[\da-f]{4})+|\\./giu;

export function callsIn(lines: string): SampleCall[] {
	return lines
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => ({ instant: Date.parse(`${LINE.exec(line)![1]}Z`), line }));
}

/** The call at its new time, with the new names. All other bytes are unchanged. */
export function moveCall(
	{ instant, line }: SampleCall,
	{ shiftMs, names, zone }: Move,
): SampleCall {
	const [, , call, chars, result] = LINE.exec(line)!;
	const moved = instant + shiftMs;
	const [newCall, newResult] = [call!, result!].map((text) => rename(text, names, inJson));
	const longer = snippetChars(newResult!) - snippetChars(result!);
	const ts = zone.format(moved).slice(0, TS_CHARS);
	const resultChars = Number(chars) + longer;
	return { instant: moved, line: `{"ts": "${ts}"${newCall}${resultChars}${newResult}}` };
}

/** The text with other names of people, as they are or capitalized, and never within other words. */
export function rename(text: string, names: Names, write = (name: string) => name): string {
	return text.replace(WORD, (word) => {
		const lower = word.toLowerCase();
		const name = names.get(lower);
		if (name === undefined) return word;
		if (word === lower) return write(name);
		return word === capitalized(lower) ? write(capitalized(name)) : word;
	});
}

function capitalized(name: string): string {
	const [first = '', ...rest] = name;
	return first.toUpperCase() + rest.join('');
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function snippetChars(field: string): number {
	const { result_snippet } = JSON.parse(`{${field.slice(1)}}`) as { result_snippet: string };
	return [...result_snippet].length;
}

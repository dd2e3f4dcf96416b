/** What is known of the generated day; measures check their answers against it. */
export const USER = 'bench';
export const DAY = '2026-11-20';
export const TIME_ZONE = 'Europe/Berlin';
export const OFFSET = '+01:00';

export const ENTRIES_DEFAULT = 1_000_000;
export const SEED = 20_261_120;

/** Occurs in so many entries, in upper and lower case, and nowhere else. */
export const RARE_WORD = 'quicksilver';
export const RARE_ENTRIES = 20;

/** The parts of a day of tool calls that did not go well. */
export const DENIED_PART = 0.015;
export const ERROR_PART = 0.05;
/** Entries that are fine and whose args quote a line of another, refused one. */
export const DECOY_PART = 0.000_5;
/** Entries that the older tool appended to the same file, in its own spelling of JSON. */
export const OLDER_WRITER_PART = 0.1;

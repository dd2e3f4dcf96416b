/** Known facts about the generated day; measures check their results against them. */
export const USER = 'bench';
export const DAY = '2026-11-20';
export const TIME_ZONE = 'Europe/Berlin';
export const OFFSET = '+01:00';

export const ENTRIES_DEFAULT = 1_000_000;
export const SEED = 20_261_120;

/** The word occurs in this many entries, in upper and lower case, and nowhere else. */
export const RARE_WORD = 'quicksilver';
export const RARE_ENTRIES = 20;

/** The shares of denied and failed calls in a day. */
export const DENIED_PART = 0.015;
export const ERROR_PART = 0.05;
/** Successful entries whose args quote the line of a denied one. */
export const DECOY_PART = 0.000_5;
/** Entries that the older tool appended to the same file, in its own JSON style. */
export const OLDER_WRITER_PART = 0.1;

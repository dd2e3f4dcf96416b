/** How far the files of a log have been delivered, and the cursor with this state. */
import { crc32 } from '../../format/crc32.ts';
import { isDay } from '../../format/day.ts';

/** How far one day's file has been delivered. */
export interface DayCursor {
	day: string;
	/** Offset of the next line. */
	offset: number;
	/** Identifies the file among others of the same name; 0 while there is none. */
	file: number;
	/**
	 * Checksum of the last bytes before the offset, which differ when the file was truncated and has grown again.
	 */
	before: number;
	/** Number of rows before the offset, if they were counted already. Not a part of the cursor. */
	position?: number;
}

/** Some writers may still write to yesterday's file when today's exists. */
export const FOLLOWED_DAYS_MAX = 3;

const DAY_CURSOR = /^(\d{4}-\d{2}-\d{2})\.([0-9a-z]{1,10})\.([0-9a-z]{1,7})\.([0-9a-z]{1,7})$/;

/** The cursor of a log without days, from which a listener can resume too. */
const NOWHERE = 'nowhere';

export function formatCursor(cursors: DayCursor[]): string {
	if (cursors.length === 0) return NOWHERE;
	return cursors
		.map(({ day, offset, file, before }) => {
			return [day, ...[offset, file, before].map((number) => number.toString(36))].join('.');
		})
		.join('~');
}

/** `null` for text that is not a cursor of a tail. */
export function parseCursor(text: string): DayCursor[] | null {
	if (text === NOWHERE) return [];
	const cursors = text.split('~', FOLLOWED_DAYS_MAX + 1).map(parseDayCursor);
	if (cursors.length > FOLLOWED_DAYS_MAX || !cursors.every((cursor) => cursor !== null))
		return null;
	return cursors;
}

function parseDayCursor(text: string): DayCursor | null {
	const match = DAY_CURSOR.exec(text);
	if (!match || !isDay(match[1]!)) return null;
	const [offset, file, before] = match.slice(2).map((digits) => parseInt(digits, 36));
	return { day: match[1]!, offset: offset!, file: file!, before: before! };
}

/** A number for a file's identity. 0 is reserved for no file. */
export function fileNumber(identity: string): number {
	return crc32(Buffer.from(identity)) || 1;
}

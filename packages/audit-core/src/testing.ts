/**
 * A log in memory, as `@tool-audit/core/testing`: for the tests of a program that records or reads. Everything but the
 * files is that of the log on disk.
 */
import type { AuditLog } from './audit-log.ts';
import { checkOptions } from './check-options.ts';
import { createMemoryHome } from './memory-home.ts';
import { createLog } from './create-log.ts';
import type { AuditLogOptions } from './open-audit-log.ts';
import { createLocalPool } from './read/scan/pool.ts';

/** Options of `openMemoryLog`: those of `openAuditLog` that are not about files. All may be missing. */
export type MemoryLogOptions = Omit<
	AuditLogOptions,
	'home' | 'data' | 'openFilesMax' | 'scanWorker' | 'timings'
>;

/** A log in memory, with what a test wants to know and to do beside the log. */
export interface MemoryLog extends AuditLog {
	/**
	 * Appends to the file of a day, as another writer does: exactly this text or these bytes, whether they are entries or
	 * damaged. A line ends with `\n`.
	 *
	 * @throws AuditError `bad-user`, `bad-day`
	 *
	 * @example
	 * ```ts
	 * log.append('alice', '2026-11-22', '{"ts":"2026-11-22T10:00:00Z","tool":"Ba');
	 * const { damaged } = await log.readDay('alice', '2026-11-22'); // [ { reason: 'torn', … } ]
	 * ```
	 */
	append(user: string, day: string, text: string | Uint8Array): void;
	/**
	 * The file of a day as text; empty for a day without one.
	 *
	 * @throws AuditError `bad-user`, `bad-day`
	 */
	text(user: string, day: string): string;
}

/**
 * Opens a log in memory. It has no users at first, and nothing of it is left when it is closed.
 *
 * @param options `now`, the clock in milliseconds since 1970, and `timeZone` make a test the same on every machine and day
 * @throws AuditError `bad-option`, `bad-time-zone` or `bad-redaction`, as `openAuditLog` does
 *
 * @example
 * ```ts
 * const log = openMemoryLog({ now: () => Date.parse('2026-11-22T12:00:00Z'), timeZone: 'UTC' });
 * await runMyAgent({ log });
 * const { entries } = await log.readDay('alice', '2026-11-22');
 * expect(entries.map(({ entry }) => entry.tool)).toEqual(['Bash']);
 * ```
 */
export function openMemoryLog(options: MemoryLogOptions = {}): MemoryLog {
	checkOptions('openMemoryLog', options);
	const home = createMemoryHome(options.now ?? (() => Date.now()));
	return {
		...createLog({ ...options, data: undefined, home, pool: createLocalPool() }),
		append(user, day, text) {
			home.append(user, day, typeof text === 'string' ? Buffer.from(text) : text);
		},
		text: (user, day) => home.bytesOf(user, day).toString(),
	};
}

import { join } from 'node:path';
import type { AuditLog } from './audit-log.ts';
import { checkOptions } from './check-options.ts';
import { createLog } from './create-log.ts';
import type { EntryLimits } from './format/entry-limits.ts';
import type { RedactOptions } from './format/redact/redact-options.ts';
import { openHome } from './home.ts';
import { createScanPool, workerAt } from './read/scan/pool.ts';
import type { RecordingOptions } from './write/recorder-types.ts';

/** Options of `openAuditLog`. `home` alone is required. */
export interface AuditLogOptions extends RecordingOptions {
	/** How large an entry may be. 64 levels, 10,000 keys and items, and 3 MiB by default. */
	limits?: EntryLimits | undefined;
	/** Further names and shapes of secrets; `false` turns redaction off. */
	redact?: RedactOptions | false | undefined;
	/** Path of the folder that holds one folder per user. A day is the file `<home>/<user>/tool_audit/<day>.jsonl`. */
	home: string;
	/**
	 * Path of the folder for indexes and the redaction key. Without it both are kept in memory: indexes are rebuilt,
	 * and the key changes, with each start.
	 */
	data?: string | undefined;
	/**
	 * IANA name (`Europe/Berlin`) of the zone of days and of times without an offset. The machine's zone by default.
	 */
	timeZone?: string | undefined;
	/**
	 * The program of the worker threads that scan large days, as a path or a URL: for a program that is bundled into one
	 * file, beside which it does not stand. By default it is the file of this package. If it can't be started, logs are read
	 * more slowly, without threads, and the process gets a warning that says why.
	 *
	 * @example
	 * ```ts
	 * // A bundle of `@tool-audit/core/scan-worker`, beside that of the program.
	 * openAuditLog({ home, scanWorker: new URL('./scan-worker.js', import.meta.url) });
	 * ```
	 */
	scanWorker?: string | { readonly href: string } | undefined;
}

/**
 * Opens the logs below `home` as JSONL files, `<home>/<user>/tool_audit/<day>.jsonl` (docs/format.md). The home folder
 * need not exist.
 *
 * @throws AuditError `bad-option` for an option that there is not or that can't have its value, `bad-time-zone` for an
 *   unknown `timeZone`, `bad-redaction` for a pattern that is not RE2
 *   or too many names, `damaged-key` for a damaged redaction key in `data`
 *
 * @example
 * ```ts
 * const log = openAuditLog({ home: './home', timeZone: 'Europe/Berlin' });
 * const days = await log.listDays('alice');
 * await log.close();
 * ```
 */
export function openAuditLog(options: AuditLogOptions): AuditLog {
	checkOptions('openAuditLog', options);
	const { home, data, scanWorker, ...rest } = options;
	return createLog({
		...{ ...rest, home: openHome(home), data },
		pool: createScanPool({
			...(scanWorker !== undefined && { workerUrl: workerAt(scanWorker) }),
			...(data !== undefined && { codeCache: join(data, 'code-cache') }),
		}),
	});
}

import { pino } from 'pino';
import type { LogLevel } from '@tool-audit/settings';

export type Logger = pino.Logger;

/**
 * Structured lines on stderr: warnings and errors in a terminal, every request under a service manager. They never
 * contain secrets, or contents of logs or files.
 */
export function createLogger(level?: LogLevel, stream = process.stderr): Logger {
	return pino(
		{
			level: level ?? (stream.isTTY ? 'warn' : 'info'),
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			redact: { paths: ['*.password', '*.secret', '*.authorization', '*.cookie'], remove: true },
		},
		pino.destination({ fd: stream.fd, sync: true }),
	);
}

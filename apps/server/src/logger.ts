import { pino } from 'pino';
import type { LogLevel } from '@tool-audit/settings';

export type Logger = pino.Logger;

/**
 * Structured lines on stderr. Somebody who looks on in a terminal sees warnings and errors; a service
 * manager gets every request. Neither secrets nor contents of logs or files are ever put in.
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

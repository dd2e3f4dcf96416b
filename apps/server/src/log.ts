import { pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = pino.Logger;

/**
 * Structured lines on stderr. Somebody who looks on in a terminal sees warnings and errors; a service
 * manager gets every request. Neither secrets nor contents of logs or files are ever put in.
 */
export function createLog(level?: LogLevel, stream = process.stderr): Log {
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

import { AuditError } from '@tool-audit/core';
import { SettingsError } from '@tool-audit/settings';
import { CommanderError } from 'commander';

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** The command line was correct, but the command could not be carried out. */
export class Failure extends Error {
	override name = 'Failure';
}

/** The command line was wrong. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** The exit code for an error. */
export function exitCodeOf(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
	if (error instanceof UsageError || error instanceof SettingsError) return EXIT.usage;
	if (error instanceof AuditError && error.code.startsWith('bad-')) return EXIT.usage;
	return EXIT.failed;
}

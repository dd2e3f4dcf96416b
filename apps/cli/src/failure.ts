import { AuditError } from '@tool-audit/core';
import { SettingsError } from '@tool-audit/settings';
import { CommanderError } from 'commander';

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Something that was asked for rightly and could not be done. */
export class Failure extends Error {
	override name = 'Failure';
}

/** Something that was asked for wrongly: another command line would work. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** The exit code an error leads to. */
export function exitCodeOf(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
	if (error instanceof UsageError || error instanceof SettingsError) return EXIT.usage;
	if (error instanceof AuditError && error.code.startsWith('bad-')) return EXIT.usage;
	return EXIT.failed;
}

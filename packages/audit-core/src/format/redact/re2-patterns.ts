import { AuditError, quote } from '../../errors.ts';
import { compileRe2 } from '../re2.ts';
import type { RedactOptions } from './redact-options.ts';
import type { OwnPattern, RedactorOptions } from './redactor.ts';

/**
 * The options with their expressions compiled. Apart from the redactor, because the library for RE2 takes longer to load
 * than a hook may run.
 *
 * @throws AuditError `bad-redaction`
 */
export function withRe2<Options extends RedactOptions>(
	options: Options,
): Omit<Options, 'patterns'> & RedactorOptions {
	const { patterns, ...rest } = options;
	return patterns ? { ...rest, patterns: patterns.map(compiled) } : rest;
}

function compiled({ name, pattern }: { name: string; pattern: RegExp | string }): OwnPattern {
	if (typeof pattern !== 'string') return { name, pattern };
	try {
		return { name, pattern: compileRe2(pattern) };
	} catch (cause) {
		const what = `The pattern ${quote(pattern)} ${(cause as Error).message}.`;
		throw new AuditError('bad-redaction', what, { cause });
	}
}

import { isLegalName } from '@tool-audit/safe-files';

/**
 * True for a name that can be a user: it names one folder directly below home and nothing else.
 *
 * @example
 * ```ts
 * isUser('alice'); // true
 * isUser('../bob'); // false
 * ```
 */
export function isUser(name: string): boolean {
	return isLegalName(name) && !name.startsWith('.') && name.trim() === name;
}

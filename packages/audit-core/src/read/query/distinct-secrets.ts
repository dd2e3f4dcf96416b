import type { DaySecrets } from '../../audit-log.ts';
import { DISTINCT_SECRETS_MAX } from '../../format/limits.ts';

/** A secret, however often it stands in a log. */
export interface SecretOverDays {
	/** That of its mark. */
	hash: string;
	/** The rules that found it. */
	rules: string[];
	/** How often it was found. */
	count: number;
	/** Days that hold it. */
	days: number;
	/** The last row that holds it. */
	last: { day: string; position: number; ref: string };
}

/**
 * The different secrets of several days, most frequent first. A day names at most `DISTINCT_SECRETS_MAX` of its own:
 * with such a day `isComplete` is false.
 *
 * @example
 * ```ts
 * const { days } = await log.countedSecrets('alice');
 * for (const { rules, count, last } of distinctSecrets(days).secrets) console.log(rules, count, last.day);
 * ```
 */
export function distinctSecrets(days: readonly Pick<DaySecrets, 'day' | 'distinct'>[]): {
	secrets: SecretOverDays[];
	isComplete: boolean;
} {
	const known = new Map<string, SecretOverDays>();
	for (const { day, distinct } of days) {
		for (const { hash, rules, count, position, ref } of distinct) {
			const secret = known.get(hash);
			const here = { day, position, ref };
			known.set(hash, {
				hash,
				rules: [...new Set([...(secret?.rules ?? []), ...rules])],
				count: (secret?.count ?? 0) + count,
				days: (secret?.days ?? 0) + 1,
				last: secret && secret.last.day > day ? secret.last : here,
			});
		}
	}
	return {
		secrets: [...known.values()].sort((one, other) => other.count - one.count),
		isComplete: days.every(({ distinct }) => distinct.length < DISTINCT_SECRETS_MAX),
	};
}

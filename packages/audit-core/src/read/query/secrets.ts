import type { CountedSecrets, DaySecrets } from '../../audit-log.ts';
import type { RedactOptions } from '../../format/redact/redact-options.ts';
import type { Engine } from '../index/engine.ts';
import { createKnownDays } from '../index/known-days.ts';
import { readRest } from '../index/line-index.ts';
import { secretsView } from '../index/secrets-view.ts';
import type { CachedView } from '../index/view.ts';
import { withDayReader, type DayReader } from '../io/day-reader.ts';
import { listDays } from '../io/listing.ts';
import { createUnreadables, throwIfUnreadable } from '../io/unreadable.ts';
import {
	addSecrets,
	bytesOfSecrets,
	createSecretVisits,
	NO_SECRETS,
	type SecretCounts,
} from '../scan/secrets.ts';

export interface Secrets {
	count(user: string, day: string, signal: AbortSignal | undefined): Promise<DaySecrets>;
	/** What is counted already. */
	counted(user: string, signal: AbortSignal | undefined): Promise<CountedSecrets>;
}

/** Counts the secrets in days that are written already. `redact` is asked for its rules and its key when they are needed. */
export function createSecrets(
	{ home, views }: Engine,
	redact: () => RedactOptions & { key: Uint8Array },
): Secrets {
	let view: ReturnType<typeof secretsView> | undefined;
	const ownView = () => (view ??= secretsView(redact()));
	const known = createKnownDays<DaySecrets>();
	/** Searching is prepared when the first unfinished line needs it. */
	let visits: ReturnType<typeof createSecretVisits> | undefined;

	/** With the rows after the last newline, when the view is of the file as it is. */
	async function wholeOf(file: DayReader, { value, size, covered }: CachedView<SecretCounts>) {
		const rest = size === file.size ? await readRest(file, covered) : [];
		if (rest.length === 0) return daySecrets(file, size, value);
		const visitor = (visits ??= createSecretVisits(ownView().job.search))();
		for (const row of rest) visitor.row(row);
		return daySecrets(file, size, addSecrets(value, visitor.result()));
	}

	return {
		count: (user, day, signal) =>
			withDayReader(
				home,
				{ user, day, signal },
				daySecrets({ day, size: 0 }, 0, NO_SECRETS),
				async (file) => wholeOf(file, await views.get(file, ownView())),
			),

		async counted(user, signal) {
			const days: DaySecrets[] = [];
			const missing: string[] = [];
			const unreadable = createUnreadables();
			for (const listed of await listDays(home, user, signal)) {
				const { day } = listed;
				try {
					throwIfUnreadable(user, listed);
					const secrets =
						known.get(user, listed) ??
						(await withDayReader(home, { user, day, signal }, null, async (file) => {
							const cached = await views.peek(file, ownView());
							return cached && wholeOf(file, cached);
						}));
					if (!secrets) {
						missing.push(day);
						continue;
					}
					days.push(secrets);
					const { looked, rows, distinct } = secrets;
					const isWhole = looked.bytes === listed.bytes && looked.bytesTotal === listed.bytes;
					if (isWhole) known.set(user, listed, secrets, bytesOfSecrets(rows, distinct));
				} catch (error) {
					unreadable.note(error, user, day);
				}
			}
			return { days, missing, unreadable: unreadable.list() };
		},
	};
}

function daySecrets(
	{ day, size }: Pick<DayReader, 'day' | 'size'>,
	bytes: number,
	{ calls, rules, found, distinct, damaged }: SecretCounts,
): DaySecrets {
	return {
		...{ day, calls, damaged },
		secrets: rules.reduce((sum, [, count]) => sum + count, 0),
		rules: rules
			.map(([rule, count]) => ({ rule, count }))
			.sort((one, other) => other.count - one.count || (one.rule < other.rule ? -1 : 1)),
		rows: found,
		distinct,
		looked: { bytes, bytesTotal: size },
	};
}

import { trpc } from '../api/trpc.ts';
import type { CountedSecrets } from '../api/types.ts';
import { formatCount, plural } from '../audit/row-view.ts';

/** The server counts one day after the other. */
const ASK_AGAIN_MS = 5_000;

/** What is counted of the secrets in one's own log; read again until all days are counted. */
export function countedSecrets(input: { rows?: number }) {
	return {
		...trpc.audit.secrets.queryOptions(input),
		refetchInterval: ({ state }: { state: { data: CountedSecrets | undefined } }) =>
			state.data?.complete === false && ASK_AGAIN_MS,
	};
}

/** `29 secrets in 12 calls on 4 days so far, at least 11 of them different` */
export function inWords({ days, complete }: CountedSecrets): string {
	const found = days.filter(({ secrets }) => secrets > 0);
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const secrets = sum(found.map((day) => day.secrets));
	const calls = sum(found.map((day) => day.calls));
	const named = found.flatMap(({ rows }) => rows.flatMap((row) => row.secrets));
	const different = new Set(named.map(({ rule, hash }) => `${rule} ${hash}`)).size;
	const atLeast = sum(named.map(({ count }) => count)) < secrets ? 'at least ' : '';
	return (
		`${plural(secrets, 'secret')} in ${plural(calls, 'call')} on ${plural(found.length, 'day')}` +
		`${complete ? '' : ' so far'}, ${atLeast}${formatCount(different)} of them different`
	);
}

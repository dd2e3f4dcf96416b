import { trpc } from '../api/trpc.ts';
import type { CountedSecrets } from '../api/types.ts';
import { plural } from '../audit/row-view.ts';

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

/** `11 secrets so far`, as many as are different. */
export function howMany({ distinct: { count, exact }, complete }: CountedSecrets): string {
	return `${exact ? '' : 'At least '}${plural(count, 'secret')}${complete ? '' : ' so far'}`;
}

/** `Found 29 times in 12 calls on 4 days` */
export function whereFound({ days }: CountedSecrets): string {
	const found = days.filter(({ secrets }) => secrets > 0);
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const times = plural(sum(found.map(({ secrets }) => secrets)), 'time');
	const calls = plural(sum(found.map((day) => day.calls)), 'call');
	return `Found ${times} in ${calls} on ${plural(found.length, 'day')}`;
}

import { trpc } from '../api/trpc.ts';
import type { CountedSecrets } from '../api/types.ts';

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

import { client } from '#lib/api/trpc.ts';
import type { Listen } from './tail.svelte.ts';

/** The tail of one user's log; without a name, of one's own. */
export function listenTo(user: string | undefined): Listen {
	const owner = user === undefined ? {} : { user };
	return ({ onEvent, onLost, onEnd }, after) => {
		const input = { ...owner, ...(after !== undefined && { after }) };
		const subscription = client.audit.tail.subscribe(input, {
			onData: ({ data }) => onEvent(data),
			onConnectionStateChange: ({ state, error }) => {
				if (state === 'connecting' && error) onLost();
			},
			onError: onEnd,
			onComplete: onEnd,
		});
		return () => subscription.unsubscribe();
	};
}

import { client } from '#lib/api/trpc.ts';
import { Changes } from './changes.svelte.ts';

/** The page's one connection for changes of logs. */
export const pageChanges = new Changes(({ onEvent, onLost, onEnd }) => {
	const subscription = client.audit.changes.subscribe(undefined, {
		onData: onEvent,
		onConnectionStateChange: ({ state, error }) => {
			if (state === 'connecting' && error) onLost();
		},
		onError: onEnd,
		onComplete: onEnd,
	});
	return () => subscription.unsubscribe();
});

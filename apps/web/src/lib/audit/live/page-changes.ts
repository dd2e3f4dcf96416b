import { client } from '#lib/api/trpc.ts';
import { Changes } from './changes.svelte.ts';

/** The one connection over which the page hears that logs change. */
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

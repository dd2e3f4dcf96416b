import { QueryClient } from '@tanstack/svelte-query';

/**
 * For `createMutation`: what a form or a dialog sends, before and after sign-in. It keeps nothing, because a mutation
 * knows what it was given, and that may be a password. It never waits for a network that the browser believes to be
 * gone: the server may be on this very machine.
 */
const mutationClient = new QueryClient({
	defaultOptions: { mutations: { gcTime: 0, networkMode: 'always' } },
});

export const mutations = () => mutationClient;

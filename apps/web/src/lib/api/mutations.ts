import { QueryClient } from '@tanstack/svelte-query';

/**
 * For `createMutation`: what a form or a dialog sends, before and after sign-in. A mutation keeps its input,
 * which may be a password, so it is dropped at once. It is sent even if the browser reports no network:
 * the server may run on this machine.
 */
const mutationClient = new QueryClient({
	defaultOptions: { mutations: { gcTime: 0, networkMode: 'always' } },
});

export const mutations = () => mutationClient;

import { type BeforeNavigate, beforeNavigate, goto } from '$app/navigation';
import { expiry } from '#lib/session/expiry.svelte.ts';
import { unsaved } from '../unsaved.svelte.ts';

/**
 * Asks before unsaved changes would be lost: by a link, by Back and Forward, by a reload or by closing the tab,
 * where the browser asks in its own words. Call it during component initialisation.
 */
export function guardLeaving(): void {
	let passing = false;

	beforeNavigate((navigation) => {
		if (passing || expiry.leaving || !unsaved.exists || staysHere(navigation)) return;
		navigation.cancel();
		if (navigation.type !== 'leave') void askAndGoOn(navigation);
	});

	async function askAndGoOn(navigation: BeforeNavigate) {
		if (!(await unsaved.mayLeave())) return;
		passing = true;
		try {
			if (navigation.type === 'popstate') history.go(navigation.delta);
			else if (navigation.willUnload) location.href = navigation.to!.url.href;
			// eslint-disable-next-line svelte/no-navigation-without-resolve -- the address of a navigation is a resolved one
			else await goto(navigation.to!.url);
		} finally {
			passing = false;
		}
	}
}

/** A section of the same file. */
function staysHere({ from, to }: BeforeNavigate): boolean {
	return to !== null && from !== null && to.url.pathname === from.url.pathname;
}

import { goto } from '$app/navigation';
import { signInAddress } from '../addresses.ts';

/** The session ended underneath the page: back to sign-in, which returns here afterwards. */
class Expiry {
	/** Set while the page is left without being asked: questions about unsaved work would come too late. */
	leaving = $state(false);

	signInAgain(): void {
		const here = new URL(location.href);
		// Several calls are refused at once; the first one takes us away.
		if (this.leaving || here.pathname === '/login') return;
		this.leaving = true;
		void goto(signInAddress(here), { replace: true }).finally(() => {
			this.leaving = false;
		});
	}
}

export const expiry = new Expiry();

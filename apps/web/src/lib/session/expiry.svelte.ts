import { goto } from '$app/navigation';
import { signInAddress } from '../addresses.ts';

/** The session ended while the page was open: goes to sign-in, which returns here afterwards. */
class Expiry {
	/** True while the page is left without a question about unsaved changes, which would come too late. */
	leaving = $state(false);

	signInAgain(): void {
		const here = new URL(location.href);
		// Several calls fail at once; the first one navigates.
		if (this.leaving || here.pathname === '/login') return;
		this.leaving = true;
		void goto(signInAddress(here), { replace: true }).finally(() => {
			this.leaving = false;
		});
	}
}

export const expiry = new Expiry();

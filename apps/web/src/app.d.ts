import type { Account } from '#lib/api/types.ts';

declare global {
	namespace App {
		interface PageData {
			/** Who is signed in; absent on the pages that come before. */
			account?: Account;
		}
		interface PageState {
			/** A dialog or panel that Back closes. */
			overlay?: string;
		}
	}
}

export {};

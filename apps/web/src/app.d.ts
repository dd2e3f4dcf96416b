import type { Account } from '#lib/api/types.ts';

declare global {
	namespace App {
		interface PageData {
			/** The signed-in account; absent on the pages before sign-in. */
			account?: Account;
		}
		interface PageState {
			/** An open dialog or panel that Back closes. */
			overlay?: string;
			/** The print view opens the browser's print dialog by itself. */
			print?: boolean;
		}
	}
}

export {};

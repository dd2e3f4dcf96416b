import type { Account } from '#lib/api/types.ts';

declare global {
	namespace App {
		interface PageData {
			/** The signed-in account; absent on the pages before sign-in. */
			account?: Account;
			/** The zone in which the log's days begin; known with the account. */
			timeZone?: string;
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

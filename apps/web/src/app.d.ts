declare global {
	namespace App {
		interface PageState {
			/** A dialog or panel that Back closes. */
			overlay?: string;
		}
	}
}

export {};

/**
 * What stood there before our first entry: it stays when our last entry goes. Each value is the white space inside an
 * empty object or array, and empty text for one that held something; `null` means that it was missing.
 */
export interface Findings {
	root: string | null;
	hooks: string | null;
	/** By the event's name. */
	events: Record<string, string>;
}

const PREFIX = 'tool-audit:';

/** The value that this browser stores under a name; `null` if it was never set, can't be read or is malformed. */
export function readStored(name: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
	} catch {
		return null;
	}
}

/** A stored size in px, within its bounds; `undefined` if there is none. */
export function readStoredPx(name: string, min: number, max = Infinity): number | undefined {
	const stored = readStored(name);
	return typeof stored === 'number' ? Math.min(max, Math.max(min, stored)) : undefined;
}

/** Storage can be full or forbidden. The value is then not stored, and the page works on. */
export function writeStored(name: string, value: unknown): boolean {
	try {
		localStorage.setItem(PREFIX + name, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

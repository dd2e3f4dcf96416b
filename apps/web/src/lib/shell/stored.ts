const PREFIX = 'tool-audit:';

/** What this browser remembers under a name, or `null`: never set, not readable, or not what we wrote. */
export function readStored(name: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
	} catch {
		return null;
	}
}

/** A browser that is full or forbids storage forgets, and the page goes on. */
export function writeStored(name: string, value: unknown): boolean {
	try {
		localStorage.setItem(PREFIX + name, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

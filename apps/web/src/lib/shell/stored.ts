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

export function dropStored(name: string): void {
	try {
		localStorage.removeItem(PREFIX + name);
	} catch {
		// Nothing is kept where nothing may be kept.
	}
}

/** All names that begin so. */
export function storedNames(start: string): string[] {
	try {
		return Object.keys(localStorage)
			.filter((key) => key.startsWith(PREFIX + start))
			.map((key) => key.slice(PREFIX.length));
	} catch {
		return [];
	}
}

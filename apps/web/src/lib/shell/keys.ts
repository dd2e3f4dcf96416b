/** The fields of a keyboard event that identify a keystroke. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const MAC = /Mac|iPhone|iPad/;

/** Whether a keystroke matches one written as `j`, `E`, `?`, `mod+s` or `Escape`. */
export function matches(event: Stroke, keys: string): boolean {
	const mod = keys.startsWith('mod+');
	const key = mod ? keys.slice('mod+'.length) : keys;
	if (event.altKey || (event.ctrlKey || event.metaKey) !== mod) return false;
	return mod ? event.key.toLowerCase() === key : event.key === key;
}

const NAMES: Record<string, string> = {
	ArrowUp: '↑',
	ArrowDown: '↓',
	ArrowLeft: '←',
	ArrowRight: '→',
	Escape: 'Esc',
	Delete: 'Del',
	PageUp: 'PgUp',
	PageDown: 'PgDn',
};

/** A keystroke as it stands on a keyboard: `J`, `Shift D`, `Ctrl S`, on a Mac `⌘S`. */
export function printed(keys: string, platform: string = navigator.platform): string {
	if (keys.startsWith('mod+')) {
		const key = printed(keys.slice('mod+'.length));
		return MAC.test(platform) ? `⌘${key}` : `Ctrl ${key}`;
	}
	if (/^[A-Z]$/.test(keys)) return `Shift ${keys}`;
	if (/^[a-z]$/.test(keys)) return keys.toUpperCase();
	return NAMES[keys] ?? keys;
}

/** Whether keys typed in the target enter text. */
export function typesText(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
	if (target instanceof HTMLSelectElement) return true;
	return (
		target instanceof HTMLInputElement &&
		!['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
	);
}

/** Which values of an object or a list are secret by their names: as the key of a value, or in a sibling of it. */
import { findInArguments, type WordPart } from './commands.ts';
import { isOtherMeaning, mentionedName, type NameRule } from './names.ts';
import { VALUE_KEYS } from './value-keys.ts';

export interface SecretNames {
	/** True for a key whose value may be secret. */
	isSecret(key: string): boolean;
	/** The rule for the value of a property; `null` when it is not secret. */
	ofProperty(object: Record<string, unknown>, key: string, value: unknown): string | null;
	/** The rule for the value of a property whose key is not secret, by its siblings. */
	ofSibling(object: Record<string, unknown>, key: string): string | null;
	/** The rule for an item, by the one before it. */
	ofItem(array: unknown[], index: number): string | null;
	/** The secret parts of items that are the arguments of a command. The command may be a sibling of the list. */
	inItems(array: unknown[], parent: object | undefined): WordPart[];
}

export function createSecretNames(nameRule: NameRule): SecretNames {
	return {
		isSecret: (key) => nameRule(key) !== null,
		ofProperty(object, key, value) {
			const rule = nameRule(key) ?? secretNameBeside(object, key, nameRule);
			return rule !== null && !isOtherMeaning(key, rule, value) ? rule : null;
		},
		ofSibling: (object, key) => secretNameBeside(object, key, nameRule),
		ofItem: (array, index) => secretNameBefore(array, index, nameRule),
		inItems: (array, parent) => secretsInArguments(array, parent, nameRule),
	};
}

/** Keys that hold the name of what is in `value`. */
const NAME_KEYS = [
	...['name', 'key', 'header', 'field', 'column', 'variable', 'Name', 'Key', 'ParameterKey'],
];
/** Keys that describe the element of a page that a tool fills in. */
const ELEMENT_KEYS = [
	...['element', 'selector', 'field', 'label', 'locator', 'target', 'placeholder', 'css', 'xpath'],
	...['name', 'id', 'type'],
];
/** The private members of a JSON Web Key (RFC 7518, section 6). */
const KEY_MEMBERS = new Set(['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth']);

/** `{ name: 'Authorization', value: … }` and `{ selector: '#password', text: … }`: the rule for the value. */
function secretNameBeside(
	object: Record<string, unknown>,
	key: string,
	nameRule: NameRule,
): string | null {
	if (KEY_MEMBERS.has(key)) return typeof object.kty === 'string' ? 'private-key' : null;
	if (!VALUE_KEYS.includes(key)) return null;
	return (
		ruleOfSibling(object, key === 'text' ? [] : NAME_KEYS, nameRule) ??
		ruleOfSibling(object, ELEMENT_KEYS, (text) => mentionedName(text, nameRule))
	);
}

function ruleOfSibling(
	object: Record<string, unknown>,
	keys: readonly string[],
	ruleOf: NameRule,
): string | null {
	for (const key of keys) {
		const name = object[key];
		const rule = typeof name === 'string' ? ruleOf(name) : null;
		if (rule) return rule;
	}
	return null;
}

/** `['--password', …]` and `['Authorization', …]`: the rule for the item at `index`. */
function secretNameBefore(array: unknown[], index: number, nameRule: NameRule): string | null {
	if (index === 0) return null;
	const before = array[index - 1];
	if (typeof before !== 'string') return null;
	const item = array[index];
	if (typeof item === 'string' && item.startsWith('-')) return null;
	const isPair = array.length === 2;
	return isPair || before.startsWith('-') ? nameRule(before) : null;
}

/** `['mysql', '-p…']`: the secret parts of arguments, by index. The command may be a sibling of the list. */
function secretsInArguments(
	array: unknown[],
	parent: object | undefined,
	nameRule: NameRule,
): WordPart[] {
	if (typeof array[0] !== 'string') return [];
	const command = commandOf(parent);
	if (command === null) return array.length > 1 ? findInArguments(array, nameRule) : [];
	const parts = findInArguments([command, ...array], nameRule);
	return parts.map((part) => ({ ...part, word: part.word - 1 }));
}

/** `{ command: 'mysql', args: […] }` */
function commandOf(parent: object | undefined): string | null {
	if (!parent || Array.isArray(parent)) return null;
	const { command, cmd, program, file, executable } = parent as Record<string, unknown>;
	const name = command ?? cmd ?? program ?? file ?? executable;
	if (typeof name !== 'string' || !/^[\w./\\:() -]{1,200}$/.test(name)) return null;
	// `sudo mysql`, `C:\Program Files\…\mysql.exe`
	const inFolder = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	return inFolder.slice(inFolder.lastIndexOf(' ') + 1);
}

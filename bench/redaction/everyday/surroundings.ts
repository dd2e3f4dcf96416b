import type { Random } from '../../day/random.ts';
import { ALPHANUMERIC, chars, DIGITS, HEX, LOWER } from '../chars.ts';

/** What stands around a secret: none of it is secret. */

export function user(random: Random): string {
	return random.pick([
		'admin',
		'root',
		'deploy',
		'app_user',
		'maria.lopez',
		'jkim',
		'backup',
		'svc-report',
		'readonly',
		'anna',
	]);
}

export function host(random: Random): string {
	const machine = random.pick(['db', 'cache', 'api', 'mail', 'build', 'files', 'registry', 'git']);
	const domain = random.pick([
		'example.com',
		'corp.example.net',
		'staging.example.org',
		'internal',
	]);
	return `${machine}${random.chance(0.4) ? random.below(20) : ''}.${domain}`;
}

export function address(random: Random): string {
	return random.chance(0.5) ? host(random) : `10.${random.below(256)}.${random.below(256)}.17`;
}

export function project(random: Random): string {
	return random.pick([
		'billing',
		'inventory',
		'shop',
		'reports',
		'crm',
		'warehouse',
		'portal',
		'ledger',
	]);
}

export function email(random: Random): string {
	return `${random.pick(['maria.lopez', 'j.kim', 'ops', 'anna', 'no-reply'])}@example.com`;
}

export function port(random: Random): number {
	return random.pick([5432, 3306, 6379, 8080, 8443, 9200, 27_017]);
}

export function uuid(random: Random): string {
	return [8, 4, 4, 4, 12].map((length) => chars(random, HEX, length)).join('-');
}

/** An element's reference in a snapshot of Playwright MCP. */
export function elementRef(random: Random): string {
	return `e${chars(random, DIGITS.slice(1), 2)}`;
}

/** A name such as an application gives its variables: `BILLING`, `SHOP`. */
export function prefix(random: Random): string {
	return random.pick([project(random).toUpperCase(), 'APP', 'DB', 'SMTP', 'PROD']);
}

/** The name of an environment variable with a password. */
export function passwordVariable(random: Random): string {
	return `${prefix(random)}_${random.pick(['PASSWORD', 'PASSWORD', 'PASS', 'SECRET'])}`;
}

/** The name of an environment variable with a token or key. */
export function tokenVariable(random: Random): string {
	return `${prefix(random)}_${random.pick(['TOKEN', 'API_KEY', 'ACCESS_TOKEN', 'SECRET_KEY'])}`;
}

export function boundary(random: Random): string {
	return `----WebKitFormBoundary${chars(random, ALPHANUMERIC, 16)}`;
}

export function fileName(random: Random, extension: string): string {
	return `${project(random)}-${chars(random, LOWER, 3)}.${extension}`;
}

/** A word of a POSIX shell: bare where that is possible, else quoted. The text has no quote itself. */
export function shellWord(random: Random, text: string): string {
	const isPlain = /^[\w@%^+=:,./-]+$/.test(text);
	if (isPlain && random.chance(0.6)) return text;
	const expands = /[$!`\\]/.test(text);
	return expands || random.chance(0.6) ? `'${text}'` : `"${text}"`;
}

/** A command as an agent runs it: sometimes after another one, or with its output shortened. */
export function shellLine(random: Random, command: string): string {
	const before = random.pick(['', '', '', `cd /srv/${project(random)} && `, 'set -e; ', 'time ']);
	const after = random.pick(['', '', '', ' 2>&1 | tail -n 20', ' && echo done', ' > /tmp/out.txt']);
	return before + command + after;
}

/** Pretty-printed or in one line, as programs write it. */
export function json(random: Random, value: unknown): string {
	return JSON.stringify(value, null, random.pick([0, 2, 4]));
}

export function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

/** The rules for each setting. A message continues a sentence that starts with the setting's name. */
import * as z from 'zod';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PORT_MAX = 65_535;
const ORIGINS_MAX = 100;

/** A config file may have a value of any type here. */
export const text = z.string('must be a string in quotes').min(1, 'must not be empty');

export const host = z
	.string()
	.regex(/^[\w.:-]+$/, 'must be an address or a host name, such as 127.0.0.1');

export const port = z
	.string()
	.refine(
		(text) => /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX,
		`must be a whole number from 0 to ${PORT_MAX}`,
	);

export const timeZone = text.refine(
	isTimeZone,
	'must be the name of a time zone, such as Europe/Berlin',
);

export const url = z
	.string()
	.refine(
		isPublicUrl,
		'must be the public address without a path, such as https://audit.example.com',
	);

/** Origins, separated by commas. */
export const corsOrigins = z
	.string()
	.refine(
		(text) => !text.includes('*'),
		'must name each origin, because * would let every site call this server from the browsers of its visitors',
	)
	.transform((text) => text.split(',').map((origin) => origin.trim()))
	.pipe(z.array(z.string()).max(ORIGINS_MAX, `must name at most ${ORIGINS_MAX} origins`))
	.refine(
		(origins) => origins.every(isPublicUrl),
		'must name origins without a path, separated by commas, such as https://app.example.com,http://localhost:5173',
	)
	.transform((origins) => origins.map((origin) => new URL(origin).origin));

export const logLevel = z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`);

function isTimeZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}

function isPublicUrl(text: string): boolean {
	const url = URL.parse(text);
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return false;
	return url.pathname === '/' && !url.search && !url.hash && !url.username;
}

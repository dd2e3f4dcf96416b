/**
 * What a hook needs to know, from the config file. A hook starts for every call: it reads no more than this, and does not
 * load what checks all settings. The file was checked when the agent was connected.
 */
import { readWhole } from '@tool-audit/safe-files';
import { dirname, isAbsolute, resolve } from 'node:path';
import { isObject, textOf } from '../json.ts';

export interface HookConfig {
	home: string;
	data: string;
	user: string;
	timeZone: string | undefined;
	/** Path of the file of redaction words. */
	redact: string | undefined;
}

const BYTES_MAX = 1_048_576;

/** @throws Error when the file does not say where calls go */
export function readHookConfig(path: string): HookConfig {
	const config = parse(readText(path) ?? 'null');
	if (!isObject(config)) throw new Error('The config file is missing.');
	const [home, data, user] = ['home', 'data', 'user'].map((name) => textOf(config[name]));
	if (!home || !data || !user || !isAbsolute(home) || !isAbsolute(data)) {
		throw new Error('The config file does not say whose log the calls belong to.');
	}
	const redact = textOf(config['redact']);
	return {
		...{ home, data, user },
		timeZone: textOf(config['timeZone']) || undefined,
		redact: redact === '' ? undefined : resolve(dirname(path), redact),
	};
}

function readText(path: string): string | undefined {
	try {
		return readWhole(path, BYTES_MAX)?.toString();
	} catch {
		throw new Error('The config file can’t be read: it must be a plain, small file.');
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error('The config file is not valid JSON.');
	}
}

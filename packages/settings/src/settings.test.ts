import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings, SettingsError, writeConfigFile } from './index.ts';
import type { Flags } from './settings.ts';

/** Reads settings without those of the person who runs the tests. */
function read(env: Record<string, string>, cwd = '/x', flags: Flags = {}) {
	return readSettings({ flags, env: { TOOL_AUDIT_CONFIG: 'none', ...env }, cwd });
}

function tempFolder(): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tool-audit-settings-')));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

test('without settings listens on this machine only', () => {
	const settings = read({}, '/somewhere');
	expect(settings).toMatchObject({
		host: '127.0.0.1',
		port: 8321,
		url: undefined,
	});
});

test('resolves relative paths against the folder the command was run in', () => {
	const env = { INIT_CWD: '/where/typed', TOOL_AUDIT_HOME: 'logs', TOOL_AUDIT_DATA: '/abs/data' };
	const settings = read(env, '/srv/tool-audit/apps/cli');
	expect(settings.home).toBe('/where/typed/logs');
	expect(settings.data).toBe('/abs/data');
});

test('treats an empty variable as not set', () => {
	expect(read({ PORT: '', TOOL_AUDIT_PUBLIC_URL: '' }).port).toBe(8321);
});

test.each([
	['PORT', 'eighty'],
	['PORT', '65536'],
	['PORT', '-1'],
	['HOST', 'http://localhost'],
	['TOOL_AUDIT_TIME_ZONE', 'Mars/Olympus'],
	['TOOL_AUDIT_PUBLIC_URL', 'audit.example.com'],
	['TOOL_AUDIT_PUBLIC_URL', 'https://example.com/audit'],
	['TOOL_AUDIT_URL', 'https://example.com/audit'],
	['TOOL_AUDIT_LOG_LEVEL', 'loud'],
])('rejects %s=%s and names both', (name, value) => {
	const reading = () => read({ [name]: value });
	expect(reading).toThrow(SettingsError);
	expect(reading).toThrow(name);
	expect(reading).toThrow(JSON.stringify(value));
});

test('reports all wrong settings at once', () => {
	expect(() => read({ PORT: 'x', TOOL_AUDIT_TIME_ZONE: 'y' })).toThrow(
		/PORT.*\nTOOL_AUDIT_TIME_ZONE/,
	);
});

test.each([
	['/a/home', '/a/home/data'],
	['/a/data/home', '/a/data'],
	['/a/same', '/a/same'],
])('rejects home %s with data %s', (home, data) => {
	const env = { TOOL_AUDIT_HOME: home, TOOL_AUDIT_DATA: data };
	expect(() => read(env)).toThrow(/beside each other/);
});

test('allows folders whose names start the same', () => {
	const env = { TOOL_AUDIT_HOME: '/a/home', TOOL_AUDIT_DATA: '/a/home-data' };
	expect(read(env).data).toBe('/a/home-data');
});

test('follows links from one folder into the other', () => {
	const folder = tempFolder();
	symlinkSync(folder, join(folder, 'link'));
	const env = { TOOL_AUDIT_HOME: folder, TOOL_AUDIT_DATA: join(folder, 'link', 'data') };
	expect(() => read(env)).toThrow(/beside each other/);
});

test('a flag overrides its variable, and is named when it is wrong', () => {
	expect(read({ PORT: '1' }, '/x', { port: '2' }).port).toBe(2);
	expect(() => read({ PORT: '1' }, '/x', { port: 'two' })).toThrow(/^--port must be .*"two"/);
});

test('browser apps are named by their origins', () => {
	const of = (text: string) => read({ TOOL_AUDIT_CORS_ORIGINS: text }).corsOrigins;
	expect(read({}).corsOrigins).toEqual([]);
	expect(of('https://App.example.com:443/, http://localhost:5173')).toEqual([
		'https://app.example.com',
		'http://localhost:5173',
	]);
	const flag = read({ TOOL_AUDIT_CORS_ORIGINS: 'x' }, '/x', { corsOrigins: 'https://b.example' });
	expect(flag.corsOrigins).toEqual(['https://b.example']);
});

test.each([
	['*', /^TOOL_AUDIT_CORS_ORIGINS must name each origin, because \* would let every site call/],
	['https://*.example.com', /because \* would let/],
	['null', /must name origins without a path/],
	['https://a.example/path', /must name origins without a path/],
	['https://a.example,', /must name origins without a path/],
	['ftp://a.example', /must name origins without a path/],
	['app.example.com', /it is "app.example.com"\.$/],
	[Array(101).fill('https://a.example').join(','), /at most 100/],
])('%j names no browser apps', (text, sentence) => {
	expect(() => read({ TOOL_AUDIT_CORS_ORIGINS: text })).toThrow(sentence);
});

describe('the public address', () => {
	const [A, B] = ['https://a.example', 'https://b.example'];
	const of = (env: Record<string, string>, flags: Flags = {}) => {
		const { url, deprecations } = read(env, '/x', flags);
		return [url?.origin, ...deprecations];
	};

	test('is that of the flag, then of the variable', () => {
		expect(of({ TOOL_AUDIT_PUBLIC_URL: A }, { publicUrl: B })).toEqual([B]);
		expect(of({ TOOL_AUDIT_PUBLIC_URL: A })).toEqual([A]);
		expect(of({})).toEqual([undefined]);
	});

	test('is read by its former names too, with a warning', () => {
		expect(of({ TOOL_AUDIT_URL: A })).toEqual([
			A,
			'TOOL_AUDIT_URL is deprecated as the public address of the server: use TOOL_AUDIT_PUBLIC_URL.',
		]);
		expect(of({ TOOL_AUDIT_URL: A }, { url: B })).toEqual([
			B,
			'--url is deprecated: use --public-url.',
		]);
	});

	test('is that of the new name when both are given, and a warning says so', () => {
		expect(of({ TOOL_AUDIT_PUBLIC_URL: A, TOOL_AUDIT_URL: A })).toEqual([A]);
		expect(of({ TOOL_AUDIT_PUBLIC_URL: A }, { url: B })).toEqual([
			A,
			`--url ("${B}") is ignored: the public address is that of TOOL_AUDIT_PUBLIC_URL, "${A}".`,
		]);
		// What a client calls may have a path.
		const client = 'http://127.0.0.1:8321/audit';
		expect(of({ TOOL_AUDIT_URL: client }, { publicUrl: A })).toEqual([
			A,
			`TOOL_AUDIT_URL ("${client}") is ignored: the public address is that of --public-url, "${A}".`,
		]);
	});

	test('is not TOOL_AUDIT_URL for a program that is not the server', () => {
		const env = { TOOL_AUDIT_CONFIG: 'none', TOOL_AUDIT_URL: 'http://127.0.0.1:8321/audit' };
		const settings = readSettings({ env, cwd: '/x', isServer: false });
		expect(settings).toMatchObject({ url: undefined, deprecations: [] });
	});
});

describe('the folder of the logs', () => {
	/** A person's own folders, and their current folder. */
	function person() {
		const own = tempFolder();
		const cwd = join(own, 'here');
		mkdirSync(cwd);
		const env = { XDG_CONFIG_HOME: join(own, 'config'), XDG_DATA_HOME: join(own, 'share') };
		const config = join(own, 'config/tool-audit/config.json');
		const readHere = (more: Record<string, string> = {}, flags: Flags = {}) =>
			readSettings({ flags, env: { ...env, ...more }, cwd });
		return { own, cwd, config, readHere };
	}

	test('is neither a file called home nor a folder without logs', () => {
		const { cwd, readHere } = person();
		writeFileSync(join(cwd, 'home'), '');
		expect(readHere().homeSource).toBe('default');
		rmSync(join(cwd, 'home'));
		mkdirSync(join(cwd, 'home/alice'), { recursive: true });
		writeFileSync(join(cwd, 'home/alice/tool_audit'), '');
		expect(readHere().homeSource).toBe('default');
	});

	test('does not depend on the current folder: a relative XDG folder is ignored', () => {
		const { own, readHere } = person();
		const env = { HOME: own, XDG_CONFIG_HOME: 'config', XDG_DATA_HOME: './share' };
		expect(readHere(env)).toMatchObject({
			home: join(own, '.local/share/tool-audit/home'),
			data: join(own, '.local/share/tool-audit/data'),
			configFile: join(own, '.config/tool-audit/config.json'),
		});
	});

	test('is in the share folder by default', () => {
		const { own, readHere, config } = person();
		expect(readHere()).toMatchObject({
			home: join(own, 'share/tool-audit/home'),
			homeSource: 'default',
			data: join(own, 'share/tool-audit/data'),
			configFile: config,
		});
	});

	test('is a folder home that holds logs, with data next to it', () => {
		const { cwd, readHere } = person();
		mkdirSync(join(cwd, 'home/alice/tool_audit'), { recursive: true });
		expect(readHere()).toMatchObject({
			home: join(cwd, 'home'),
			homeSource: 'folder',
			data: join(cwd, 'data'),
		});
	});

	test('is the one set in the config file, whatever the current folder is', () => {
		const { own, cwd, config, readHere } = person();
		mkdirSync(join(cwd, 'home/alice/tool_audit'), { recursive: true });
		const kept = { home: join(own, 'logs'), data: join(own, 'keys'), user: 'ada', timeZone: 'UTC' };
		writeConfigFile(config, kept);
		expect(readHere()).toMatchObject({ ...kept, homeSource: 'config file' });
		expect(readHere({ TOOL_AUDIT_CONFIG: 'none' }).homeSource).toBe('folder');
	});

	test('is the one set in a variable, or first in a flag', () => {
		const { own, cwd, config, readHere } = person();
		writeConfigFile(config, { home: join(own, 'logs'), data: join(own, 'keys') });
		const variable = readHere({ TOOL_AUDIT_HOME: 'a' });
		expect(variable).toMatchObject({ home: join(cwd, 'a'), homeSource: 'environment' });
		const flag = readHere({ TOOL_AUDIT_HOME: 'a' }, { home: 'b', data: '/c' });
		expect(flag).toMatchObject({ home: join(cwd, 'b'), homeSource: 'flag', data: '/c' });
	});

	test.each([
		['/srv/home', '/srv/data'],
		['/srv/logs', '/srv/logs-data'],
	])('for %s the data is in %s, from any current folder', (home, data) => {
		for (const cwd of ['/a', '/b']) expect(read({ TOOL_AUDIT_HOME: home }, cwd).data).toBe(data);
		expect(read({}, '/a', { home }).data).toBe(data);
	});
});

describe('the file of redaction words', () => {
	const SET = { TOOL_AUDIT_REDACT: 'env.json' };

	/** A config file with this text, and its folder. */
	function config(text: string) {
		const folder = tempFolder();
		const path = join(folder, 'config.json');
		writeFileSync(path, text);
		return { folder, env: { TOOL_AUDIT_CONFIG: path } };
	}

	test('is none by default, also when the variable is empty', () => {
		expect(read({}).redact).toBeUndefined();
		expect(read({ TOOL_AUDIT_REDACT: '' }).redact).toBeUndefined();
	});

	test('is that of the flag, then of the variable, then of the config file', () => {
		const { folder, env } = config('{"redact":"/etc/words.json"}');
		expect(read({ ...env, ...SET }, folder, { redact: 'flag.json' }).redact).toBe(
			join(folder, 'flag.json'),
		);
		expect(read({ ...env, ...SET }, folder).redact).toBe(join(folder, 'env.json'));
		expect(read(env).redact).toBe('/etc/words.json');
	});

	test('is relative to the folder the command was run in', () => {
		expect(read({ ...SET, INIT_CWD: '/where/typed' }, '/srv').redact).toBe('/where/typed/env.json');
	});

	test('is relative to the config file that names it', () => {
		const { folder, env } = config('{"redact":"words/redact.json"}');
		expect(read(env, '/elsewhere').redact).toBe(join(folder, 'words/redact.json'));
		expect(read({ ...env, TOOL_AUDIT_CONFIG: 'none' }, folder).redact).toBeUndefined();
	});

	test('stays as it stands when the config file is written again', () => {
		const { env } = config('{"redact":"redact.json"}');
		writeConfigFile(env.TOOL_AUDIT_CONFIG, { home: '/a' });
		const written: unknown = JSON.parse(readFileSync(env.TOOL_AUDIT_CONFIG, 'utf8'));
		expect(written).toEqual({ redact: 'redact.json', home: '/a' });
	});
});

describe('the config file', () => {
	test('is for its owner only, and keeps unknown keys', () => {
		const path = join(tempFolder(), 'new/config.json');
		writeConfigFile(path, { home: '/a', later: 1 });
		writeConfigFile(path, { home: '/b', data: '/d' });
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ home: '/b', later: 1, data: '/d' });
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	test('is remarked on when it has keys that nothing reads', () => {
		const path = join(tempFolder(), 'config.json');
		writeFileSync(path, '{"user":"ada","redakt":"words.json","later":1}');
		expect(read({ TOOL_AUDIT_CONFIG: path }).remarks).toEqual([
			`${path}: nothing reads "redakt", "later". Settings are home, data, user, timeZone, redact.`,
		]);
		writeFileSync(path, '{"user":"ada"}');
		expect(read({ TOOL_AUDIT_CONFIG: path }).remarks).toEqual([]);
	});

	test('is resolved against the folder the command was run in, and a link is kept', () => {
		const folder = tempFolder();
		const env = { TOOL_AUDIT_CONFIG: 'config.json', INIT_CWD: folder };
		writeFileSync(join(folder, 'kept.json'), '{"user":"ada"}');
		symlinkSync('kept.json', join(folder, 'config.json'));
		const { user, configFile } = read(env, '/srv/tool-audit/apps/cli');
		expect([user, configFile]).toEqual(['ada', join(folder, 'config.json')]);
		writeConfigFile(configFile!, { home: '/a' });
		expect(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8'))).toEqual({
			user: 'ada',
			home: '/a',
		});
	});

	test('is rejected without reading when it is not a file or far too large', () => {
		const folder = tempFolder();
		expect(() => read({ TOOL_AUDIT_CONFIG: folder })).toThrow(/is not a file/);
		const large = join(folder, 'config.json');
		writeFileSync(large, '');
		truncateSync(large, 2 ** 40);
		expect(() => read({ TOOL_AUDIT_CONFIG: large })).toThrow(/has more than 1048576 bytes/);
	});

	test.each([
		['{', /config\.json is not JSON/],
		['[]', /config\.json: it must be one JSON object\.$/],
		['{"home":5}', /config\.json: home must be a string in quotes\.$/],
		['{"timeZone":null}', /timeZone must be a string in quotes/],
		['{"redact":[]}', /redact must be a string in quotes/],
		['{"home":"logs"}', /home must be an absolute path/],
		['{"timeZone":"Mars/Olympus"}', /timeZone must be the name/],
	])('%s is rejected with one sentence', (text, sentence) => {
		const path = join(tempFolder(), 'config.json');
		writeFileSync(path, text);
		expect(() => read({ TOOL_AUDIT_CONFIG: path })).toThrow(sentence);
	});
});

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../test/fixtures/folders.ts';
import { ConfigError, readConfig } from './config.ts';

test('without settings listens on this machine only', () => {
	const config = readConfig({}, '/somewhere');
	expect(config).toMatchObject({
		host: '127.0.0.1',
		port: 8321,
		home: '/somewhere/home',
		data: '/somewhere/data',
		url: undefined,
	});
});

test('counts relative paths from the folder the command was run in', () => {
	const env = { INIT_CWD: '/where/typed', TOOL_AUDIT_HOME: 'logs', TOOL_AUDIT_DATA: '/abs/data' };
	const config = readConfig(env, '/srv/tool-audit/apps/server');
	expect(config.home).toBe('/where/typed/logs');
	expect(config.data).toBe('/abs/data');
});

test('takes an empty variable for one that is not set', () => {
	expect(readConfig({ PORT: '', TOOL_AUDIT_URL: '' }, '/x').port).toBe(8321);
});

test.each([
	['PORT', 'eighty'],
	['PORT', '65536'],
	['PORT', '-1'],
	['HOST', 'http://localhost'],
	['TOOL_AUDIT_TIME_ZONE', 'Mars/Olympus'],
	['TOOL_AUDIT_URL', 'audit.example.com'],
	['TOOL_AUDIT_URL', 'https://example.com/audit'],
	['TOOL_AUDIT_LOG_LEVEL', 'loud'],
])('refuses %s=%s and names both', (name, value) => {
	const read = () => readConfig({ [name]: value }, '/x');
	expect(read).toThrow(ConfigError);
	expect(read).toThrow(name);
	expect(read).toThrow(JSON.stringify(value));
});

test('says everything that is wrong at once', () => {
	expect(() => readConfig({ PORT: 'x', TOOL_AUDIT_TIME_ZONE: 'y' }, '/x')).toThrow(
		/PORT.*\nTOOL_AUDIT_TIME_ZONE/,
	);
});

test.each([
	['/a/home', '/a/home/data'],
	['/a/data/home', '/a/data'],
	['/a/same', '/a/same'],
])('refuses home %s with data %s', (home, data) => {
	const env = { TOOL_AUDIT_HOME: home, TOOL_AUDIT_DATA: data };
	expect(() => readConfig(env, '/x')).toThrow(/beside each other/);
});

test('allows folders whose names only begin alike', () => {
	const env = { TOOL_AUDIT_HOME: '/a/home', TOOL_AUDIT_DATA: '/a/home-data' };
	expect(readConfig(env, '/x').data).toBe('/a/home-data');
});

test('sees through links that lead from one folder into the other', async () => {
	const folder = await tempFolder();
	symlinkSync(folder, join(folder, 'link'));
	const env = { TOOL_AUDIT_HOME: folder, TOOL_AUDIT_DATA: join(folder, 'link', 'data') };
	expect(() => readConfig(env, '/x')).toThrow(/beside each other/);
});

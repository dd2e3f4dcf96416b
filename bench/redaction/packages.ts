/**
 * Source code and documentation that contain no secrets of anybody: what is redacted there is a false alarm. Popular
 * packages, and among them many that are about passwords, tokens and keys.
 */
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../day/make-day.ts';
import { runCommand } from '../harness/child.ts';
import { isHeldOut } from './form.ts';

/** Pinned, so that the figure is the same everywhere. */
const PACKAGES = [
	...['@anthropic-ai/sdk@1.14.0', '@azure/identity@4.14.1', '@octokit/auth-app@8.3.1'],
	...['@sveltejs/kit@3.2.0', '@types/node@26.6.7', 'async@3.2.6', 'axios@1.21.1'],
	...['better-auth@1.7.25', 'bluebird@3.7.2', 'bootstrap@5.3.9', 'commander@15.1.0'],
	...['crypto-js@4.2.0', 'dockerode@5.0.1', 'eslint@10.15.0', 'express@5.3.0', 'fastify@5.12.8'],
	...['firebase-admin@14.5.1', 'got@16.1.0', 'graphql@17.1.0', 'ioredis@6.0.0', 'jose@6.2.18'],
	...['jquery@4.0.0', 'jsonwebtoken@9.0.3', 'koa@3.3.0', 'lodash@4.18.1', 'mocha@12.0.3'],
	...['moment@2.31.0', 'mongoose@9.12.1', 'mysql2@3.24.6', 'next-auth@4.24.15'],
	...['node-forge@1.4.3', 'nodemailer@10.6.1', 'npm@12.2.2', 'oauth@0.10.2'],
	...['openid-client@6.9.0', 'passport@0.7.0', 'passport-local@1.0.0', 'pg@8.23.1'],
	...['pino@10.4.0', 'puppeteer-core@25.16.0', 'react-dom@19.3.1', 'request@2.88.2'],
	...['rxjs@7.8.2', 'sequelize@6.37.8', 'simple-git@4.0.2', 'socket.io@4.8.4', 'ssh2@1.17.0'],
	...['svelte@5.57.3', 'undici@8.13.1', 'vue@3.5.45', 'winston@3.19.0', 'ws@8.23.0'],
	...['yargs@18.2.0', 'zod@4.6.7'],
];
const FILES = '**/*.{js,ts,tsx,svelte,md,json,yml,yaml,html,css,scss,sh,py,txt}';
/** A longer line is generated code, which people do not read. */
const LINE_CHARS_MAX = 1_000;

export interface SourceFile {
	path: string;
	text: string;
	/** Of a held-out package: its hits are not shown while rules are written. */
	isHeldOut: boolean;
}

/** All files of the packages, downloaded once. */
export async function readPackages(): Promise<SourceFile[]> {
	const files: SourceFile[] = [];
	for (const name of PACKAGES) {
		const folder = await download(name);
		const nameOnly = name.slice(0, name.lastIndexOf('@'));
		const paths = globSync(FILES, { cwd: folder }).toSorted();
		for (const path of paths) {
			const text = readFileSync(join(folder, path), 'utf8');
			const isGenerated = text.split('\n').some((line) => line.length > LINE_CHARS_MAX);
			if (isGenerated) continue;
			files.push({ path: `${name}/${path}`, text, isHeldOut: isHeldOut({ name: nameOnly }) });
		}
	}
	return files;
}

/** Not `npm install`, which would also download what the package depends on. */
async function download(name: string): Promise<string> {
	const folder = join(CACHE_FOLDER, 'packages', name.replaceAll('/', '-'));
	if (existsSync(folder)) return folder;
	console.error(`Downloading ${name} …`);
	const unfinished = `${folder}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	mkdirSync(unfinished, { recursive: true });
	const { stdout } = await runCommand('npm', [
		...['pack', name, '--json', '--ignore-scripts', '--pack-destination', unfinished],
	]);
	const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
	await runCommand('tar', ['-xzf', join(unfinished, filename), '-C', unfinished]);
	rmSync(join(unfinished, filename));
	renameSync(unfinished, folder);
	return folder;
}

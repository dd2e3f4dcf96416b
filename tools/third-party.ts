/** The licences of the bundled packages, which must be distributed with them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
	name?: string;
	version?: string;
	license?: string;
	homepage?: string;
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([-.].*)?$/i;
const LINE = '-'.repeat(80);

/** One section for each package outside this workspace that has a module in the list. */
export function thirdPartyText(moduleIds: Iterable<string>): string {
	const packages = new Map<string, string>();
	for (const id of moduleIds) {
		const folder = packageFolderOf(id.replace(/[?#].*$/, '').replace(/^\0/, ''));
		if (folder) packages.set(titleOf(manifestOf(folder)), folder);
	}
	const parts = [...packages]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([title, folder]) => `${LINE}\n${title}\n${LINE}\n\n${licenseOf(folder)}\n`);
	return [
		'Tool Audit contains third-party code. Each section of this file names a package and its licence.\n',
		...parts,
	].join('\n');
}

function packageFolderOf(path: string): string | null {
	if (!path.includes('node_modules')) return null;
	for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
		// Some packages have another package.json in an inner folder, without a version.
		if (existsSync(join(folder, 'package.json')) && manifestOf(folder).version) return folder;
	}
	return null;
}

function manifestOf(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function titleOf({ name, version, license }: Manifest): string {
	return `${name} ${version}${license ? ` (${license})` : ''}`;
}

function licenseOf(folder: string): string {
	const files = readdirSync(folder).filter((name) => LICENSE_FILE.test(name));
	if (files.length > 0) {
		return files.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
	}
	const { license, homepage } = manifestOf(folder);
	if (!license) throw new Error(`${folder} names no licence, so it can't be distributed.`);
	return `Licensed under ${license}; the package has no licence text.${homepage ? ` See ${homepage}` : ''}`;
}

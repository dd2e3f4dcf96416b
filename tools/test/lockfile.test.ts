/**
 * A package with a different program for each platform lists all of them as optional, and each machine installs the
 * one it can run. A program missing from the lockfile is missing on the machines that need it, and other machines
 * don't report that.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const INSTALLED = join(ROOT, 'node_modules/.pnpm');

interface Manifest {
	name: string;
	version: string;
	optionalDependencies?: Record<string, string>;
}

const lockfile = readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8');

/** `name@version` of every package in the lockfile. */
function lockedPackages(): Set<string> {
	const [, packages = ''] = /^packages:\n([\s\S]*?)^\S/m.exec(lockfile) ?? [];
	return new Set([...packages.matchAll(/^ {2}'?([^\s'].*?)'?:$/gm)].map(([, name]) => name!));
}

/** The manifests of the installed packages: the lockfile lists only the dependencies that were locked. */
function installedManifests(): Manifest[] {
	return readdirSync(INSTALLED).flatMap((folder) => {
		const name = /^(@?[^@]+)@/.exec(folder)?.[1]?.replace('+', '/');
		const path = join(INSTALLED, folder, 'node_modules', name ?? '', 'package.json');
		return name && existsSync(path) ? [JSON.parse(readFileSync(path, 'utf8')) as Manifest] : [];
	});
}

test('has every platform’s variant of every package', () => {
	const locked = lockedPackages();
	const parents = installedManifests().filter(
		({ name, version, optionalDependencies }) =>
			optionalDependencies && locked.has(`${name}@${version}`),
	);
	expect(parents.map(({ name }) => name)).toContain('turbo');
	const names = new Set([...locked].map((id) => id.slice(0, id.lastIndexOf('@'))));
	const missing = parents.flatMap(({ name, version, optionalDependencies }) =>
		Object.entries(optionalDependencies!)
			.filter(([dependency, range]) =>
				/^\d/.test(range) ? !locked.has(`${dependency}@${range}`) : !names.has(dependency),
			)
			.map(([dependency]) => `${dependency}, of ${name}@${version}`),
	);
	expect([...new Set(missing)]).toEqual([]);
});

test('names no registry: each machine uses the one it is configured for', () => {
	expect(lockfile).not.toMatch(/https?:/);
});

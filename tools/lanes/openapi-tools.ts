/**
 * Programs that check a description of HTTP and make clients of it, for the tests with them: too many packages for the
 * workspace. npm fetches these versions into a cache of the person who runs the tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PACKAGES = {
	'@redocly/cli': '2.77.0',
	'openapi-typescript': '7.13.0',
	'openapi-fetch': '0.17.0',
	'@hey-api/openapi-ts': '0.99.0',
	// The newest that all of them take.
	typescript: '5.9.3',
};
/** Is written when everything is there. */
const COMPLETE = 'complete';

interface OpenApiTools {
	/** Absolute path of the folder that holds them; undefined when they are not to be had. */
	folder?: string;
	reason?: string;
}

export function fetchOpenApiTools(): OpenApiTools {
	const named = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
	const folder = join(homedir(), '.cache/tool-audit-tests', folderName());
	if (existsSync(join(folder, COMPLETE))) return { folder };
	// Of an installation that was ended there may be a part.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const options = '--no-save --no-package-lock --no-audit --no-fund --ignore-scripts';
	const args = ['install', ...named, '--prefix', folder, ...options.split(' ')];
	const { status } = spawnSync('npm', [...args, '--loglevel=error'], {
		...{ cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' },
	});
	if (status !== 0) return { reason: 'npm did not fetch redocly and the generators of clients' };
	writeFileSync(join(folder, COMPLETE), '');
	return { folder };
}

/** Another version of any of them is another folder. */
function folderName(): string {
	return ['openapi', ...Object.values(PACKAGES)].join('-');
}

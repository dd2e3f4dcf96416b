import { execFileSync } from 'node:child_process';
import type { JsonObject } from '../src/format/entry.ts';

/** How a program for the older writer reads a day. */
const READ = `
import json, pathlib, sys
entries = []
for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    if line.strip():
        entries.append(json.loads(line))
json.dump(entries, sys.stdout)
`;

export function readWithPython(path: string): JsonObject[] {
	const text = execFileSync('python3', ['-c', READ, path], { maxBuffer: 256 * 1024 * 1024 });
	return JSON.parse(text.toString('utf8')) as JsonObject[];
}

import { execFileSync } from 'node:child_process';
import type { JsonObject } from '../src/format/entry.ts';

/** How a program for the older writer reads a day. */
const READ = `
import json, pathlib, sys
days = []
for path in sys.argv[1:]:
    entries = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            entries.append(json.loads(line))
    days.append(entries)
json.dump(days, sys.stdout)
`;

/** The entries of each file, read by one process. */
export function readWithPython(paths: string[]): JsonObject[][] {
	const text = execFileSync('python3', ['-c', READ, ...paths], { maxBuffer: 256 * 1024 * 1024 });
	return JSON.parse(text.toString('utf8')) as JsonObject[][];
}

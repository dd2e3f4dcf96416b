import { join } from 'node:path';
import { runCommand } from '../harness/child.ts';

export interface PythonRead {
	ms: number;
	rows: number;
	peakMb: number;
}

const SCRIPT = join(import.meta.dirname, 'python-read.py');

/** Reads as the older tool does, timed inside Python, so that its start is not counted. */
export async function readWithPython(file: string): Promise<PythonRead> {
	const { stdout } = await runCommand('python3', [SCRIPT, file]);
	return JSON.parse(stdout) as PythonRead;
}

import { readTail } from '@tool-audit/safe-files';
import { isObject, textOf } from '../json.ts';

/** A call is one of the last lines of its transcript, if it is there yet. */
const TAIL_BYTES_MAX = 262_144;

/**
 * The model that asked for a call; `undefined` when its line is not in the transcript's end. That of an earlier line may
 * be another one.
 */
export function modelOfCall(transcript: string, id: string): string | undefined {
	if (id === '') return undefined;
	try {
		const tail = readTail(transcript, TAIL_BYTES_MAX)?.toString() ?? '';
		const at = tail.lastIndexOf(`"id":${JSON.stringify(id)}`);
		if (at === -1) return undefined;
		const [start, end] = [tail.lastIndexOf('\n', at) + 1, tail.indexOf('\n', at)];
		const line: unknown = JSON.parse(tail.slice(start, end === -1 ? undefined : end));
		const message = isObject(line) && line['type'] === 'assistant' ? line['message'] : null;
		return (isObject(message) && textOf(message['model'])) || undefined;
	} catch {
		return undefined;
	}
}

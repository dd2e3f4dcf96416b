/** Which samples the recorder takes out before it writes. */
import { recordLines } from './record-lines.ts';
import type { RecordedSample } from './samples.ts';

const MARK = /\[redacted:[^\]]*\]/g;

/**
 * `kept`: the secret stands in the log. `harmed`: it does not, but neither does the text around it. `truncated`: it
 * is not in the part of the text that is recorded.
 */
export type Outcome = 'found' | 'kept' | 'harmed' | 'truncated';

export async function outcomesOf(samples: readonly RecordedSample[]): Promise<Outcome[]> {
	const calls = samples.map(({ call }) => call);
	const [whole, redacted] = [await recordLines(calls, false), await recordLines(calls)];
	return samples.map((sample, index) => outcomeOf(sample, whole[index]!, redacted[index]!));
}

function outcomeOf({ secrets, around }: RecordedSample, whole: string, redacted: string): Outcome {
	const has = (line: string, part: string) => textsOf(line).some((text) => text.includes(part));
	// Of what is truncated away, whole or in half, nothing can be found.
	const recorded = secrets.filter((secret) => has(whole, piecesOf(secret)[0]!));
	if (recorded.length === 0) return 'truncated';
	const without = redacted.replace(MARK, ' ');
	if (recorded.some((secret) => piecesOf(secret).some((piece) => has(without, piece))))
		return 'kept';
	// What does not fit in the one may fit in the other, because marks have a length of their own.
	const isWhole = [whole, redacted].every((line) => !isTruncated(line));
	const harmed = around.filter((part) => has(whole, part) && !has(without, part));
	return isWhole && harmed.length > 0 ? 'harmed' : 'found';
}

function isTruncated(line: string): boolean {
	const { result_chars, result_snippet } = JSON.parse(line) as {
		result_chars: number;
		result_snippet: string;
	};
	return (
		/chars total\]/.test(line) ||
		result_snippet.length < result_chars ||
		result_snippet.length > 299
	);
}

/** All strings of the arguments and the result. */
function textsOf(line: string): string[] {
	const { args, result_snippet } = JSON.parse(line) as { args: unknown; result_snippet: string };
	const texts = [result_snippet];
	const queue: unknown[] = [args];
	for (const value of queue) {
		if (typeof value === 'string') texts.push(value);
		else if (typeof value === 'object' && value !== null) {
			queue.push(...Object.keys(value), ...(Object.values(value) as unknown[]));
		}
	}
	return texts;
}

const PIECE_CHARS_MIN = 4;

/** Every run of half its length: a secret of which half is left is not found. */
function piecesOf(secret: string): string[] {
	const length = Math.min(secret.length, Math.max(PIECE_CHARS_MIN, Math.ceil(secret.length / 2)));
	return Array.from({ length: secret.length - length + 1 }, (_, at) =>
		secret.slice(at, at + length),
	);
}

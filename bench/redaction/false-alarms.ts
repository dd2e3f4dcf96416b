import { recordLines } from './record-lines.ts';
import type { SourceFile } from './packages.ts';

/** What is recorded of an argument: a longer text would be truncated. */
const PIECE_CHARS = 480;
const MARKS = /\[redacted:([^:\]]*):[0-9a-f]{8}\]/g;

export interface FalseAlarm {
	path: string;
	rule: string;
	/** The text in which something was redacted, before and after. */
	before: string;
	after: string;
}

/** Records the files as arguments, piece by piece, and returns what was redacted. */
export async function falseAlarmsOf(files: readonly SourceFile[]): Promise<FalseAlarm[]> {
	const pieces = files.flatMap(({ path, text }) => {
		return textPieces(text).map((before) => ({ path, before }));
	});
	const lines = await recordLines(
		pieces.map(({ before }) => ({ args: { input: before }, result: 'ok' })),
	);
	return pieces.flatMap(({ path, before }, index) => {
		const { args } = JSON.parse(lines[index]!) as { args: { input: string } };
		const after = args.input;
		const marks = [...after.matchAll(MARKS)].filter(([mark]) => !before.includes(mark));
		return marks.map(([, rule]) => ({ path, rule: rule!, before, after }));
	});
}

/** Pieces of a text that are recorded whole, cut at the ends of lines where possible. */
export function textPieces(text: string): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const line of text.split('\n')) {
		for (let at = 0; at === 0 || at < line.length; at += PIECE_CHARS) {
			const part = line.slice(at, at + PIECE_CHARS);
			if (piece !== '' && piece.length + 1 + part.length > PIECE_CHARS) {
				pieces.push(piece);
				piece = '';
			}
			piece += piece === '' ? part : `\n${part}`;
		}
	}
	return piece === '' ? pieces : [...pieces, piece];
}

import { isObject } from '../json.ts';
import { denialOf, isRejection, type DeniedBy } from './denial.ts';
import { denied, type Outcome } from './outcome.ts';
import { errorText, resultText, wholeLength } from './result-text.ts';
import type { ToolResult } from './transcript-line.ts';

export const NEVER_FINISHED: Outcome = { status: 'error', result: '', reason: 'never finished' };

/**
 * How a call ended, in this order of what is certain. Denied is only what never ran: Esc while a command runs looks like
 * a "No" before it, but for `toolDenialBeforeRun`.
 */
export function outcomeOf(result: ToolResult): Outcome {
	const { isError, content, kept, denialKind, isDeniedBeforeRun, decision } = result;
	const text = textOfResult(result);
	if (isDeniedBeforeRun) return denied('user', text);
	if (decision?.decision === 'reject') return denied(deniedBy(decision, text), text);
	if (denialKind !== '') return { status: 'error', result: text, reason: 'interrupted' };
	if (isObject(kept) && kept['interrupted'] === true) {
		return { status: 'error', result: text, reason: 'interrupted' };
	}
	if (!isError) return { status: 'ok', result: text, resultChars: wholeLength(kept) };
	if (decision) return { status: 'error', result: text };
	return olderError(text, resultText(content));
}

/** Before 2.1.2xx only the text that the model got tells; the program keeps a shorter one. */
function olderError(text: string, told: string): Outcome {
	const by = denialOf(told);
	if (by !== null) return denied(by, text);
	if (isRejection(told)) return { ...denied('user', text), reason: 'refused or interrupted' };
	return { status: 'error', result: text };
}

type Decision = NonNullable<ToolResult['decision']>;

function deniedBy({ source, reasonType }: Decision, text: string): DeniedBy {
	if (source === 'hook') return 'hook';
	if (source === 'user' || source.startsWith('user_')) return 'user';
	// Its source is the setting of the mode.
	if (source === 'classifier' || reasonType === 'classifier') return 'classifier';
	return denialOf(text) ?? 'rule';
}

/** For an error, what the program says itself: the model's text also has advice on what to do. */
function textOfResult({ isError, kept, content }: ToolResult): string {
	if (!isError) return resultText(kept ?? content);
	return errorText(typeof kept === 'string' ? kept : resultText(content));
}

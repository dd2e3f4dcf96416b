import type { CapturedCall } from '../captured-call.ts';
import type { DeniedBy } from './denial.ts';

/** How a call ended. */
export type Outcome = Pick<CapturedCall['call'], 'status' | 'result'> & {
	denied_by?: DeniedBy;
	reason?: string;
	/** Length of the whole result, in characters, where only its beginning is known. */
	resultChars?: number | undefined;
};

/** It never ran. What the model was told is the reason. */
export function denied(by: DeniedBy, text: string): Outcome {
	const said = text.trim();
	return { status: 'denied', result: said, denied_by: by, reason: said };
}

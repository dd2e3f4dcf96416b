/**
 * Shapes by which a secret can be recognized (docs/format.md §9). Data only: `shapes.ts` matches them.
 *
 * `rest` is matched directly after one of `starts`. The secret is what both match, or only the group `secret`; a
 * group `before` is the part of it before the start. A start only counts at the beginning of a word. No `rest` may
 * backtrack: hostile text must take no longer than its length.
 *
 * In the samples, `‹A36›` stands for 36 letters and digits, `‹L34›` for letters, `‹H32›` for hex digits, `‹D9›` for
 * digits and `‹U16›` for capitals and digits, so that secret scanners do not report these files.
 */
import type { SecretRule } from '../shapes.ts';
import { CLOUD_RULES } from './cloud.ts';
import { CODE_RULES } from './code.ts';
import { GENERAL_RULES } from './general.ts';
import { MESSAGING_RULES } from './messaging.ts';
import { MODEL_RULES } from './models.ts';
import { MORE_RULES } from './more.ts';
import { PAYMENT_RULES } from './payment.ts';
import { WORK_RULES } from './work.ts';

export const SECRET_RULES: readonly SecretRule[] = [
	...CODE_RULES,
	...CLOUD_RULES,
	...MODEL_RULES,
	...PAYMENT_RULES,
	...MESSAGING_RULES,
	...WORK_RULES,
	...MORE_RULES,
	...GENERAL_RULES,
];

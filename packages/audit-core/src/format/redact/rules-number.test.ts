import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { COMMAND_RULES } from './command-list.ts';
import { COMMAND_LITERALS } from './commands.ts';
import { MANIFEST_LITERALS } from './manifests.ts';
import { LEADING_NAMES, SECRET_NAMES, WHOLE_NAMES } from './name-lists.ts';
import { nameLiterals } from './names.ts';
import { REDACTION_RULES_HASH } from './rules-number.ts';
import { SECRET_RULES } from './rules/rules.ts';
import { SHELL_INPUT_LITERALS } from './shell-input.ts';
import { SQL_LITERALS } from './sql.ts';

/** Samples and sources say what a rule is for, and change nothing that is found. */
const shapes = SECRET_RULES.map(({ secrets: _, harmless: _1, source: _2, ...shape }) => shape);

const data = {
	...{ shapes, SECRET_NAMES, LEADING_NAMES, WHOLE_NAMES, names: nameLiterals() },
	...{ COMMAND_RULES, COMMAND_LITERALS, SHELL_INPUT_LITERALS, MANIFEST_LITERALS, SQL_LITERALS },
};

function withSources(_name: string, value: unknown): unknown {
	return value instanceof RegExp ? [value.source, value.flags] : value;
}

test('the number of the rules belongs to their data', () => {
	const hash = createHash('sha256').update(JSON.stringify(data, withSources)).digest('hex');
	const advice = `The rules have changed: raise REDACTION_RULES in rules-number.ts, so that lines that are written already are searched again, and put the hash ${hash} beside it.`;
	expect(hash === REDACTION_RULES_HASH, advice).toBe(true);
});

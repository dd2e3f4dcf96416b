import { createHash } from 'node:crypto';
import type { RedactOptions } from '../../format/redact/redactor.ts';
import { REDACTION_RULES } from '../../format/redact/rules-number.ts';
import type { SecretsJob } from '../scan/jobs.ts';
import { addSecrets, NO_SECRETS, type SecretCounts } from '../scan/secrets.ts';
import type { View } from './view.ts';

const ROW_BYTES = 300;

/** Secrets of a whole day by the built-in rules and those that the log was opened with. Other rules count anew. */
export function secretsView({
	names = [],
	patterns = [],
	allow = [],
}: RedactOptions): View<SecretsJob, SecretCounts> {
	const rules = {
		names,
		patterns: patterns.map(({ name, pattern }) =>
			typeof pattern === 'string'
				? { name, source: pattern }
				: { name, source: pattern.source, flags: pattern.flags },
		),
		allow,
	};
	return {
		name: `secrets.${REDACTION_RULES}${names.length + patterns.length + allow.length > 0 ? `-${hashOf(rules)}` : ''}`,
		job: { kind: 'secrets', rules },
		empty: NO_SECRETS,
		add: (counts, part) => addSecrets(counts, part.secrets),
		bytesOf: ({ found }) => found.length * ROW_BYTES,
		isKept: true,
	};
}

function hashOf(rules: SecretsJob['rules']): string {
	return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);
}

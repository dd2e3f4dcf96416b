import { loadCrypto } from '@tool-audit/safe-files';
import type { RedactOptions } from '../../format/redact/redact-options.ts';
import { REDACTION_RULES } from '../../format/redact/rules-number.ts';
import type { SecretsJob } from '../scan/jobs.ts';
import { addSecrets, bytesOfSecrets, NO_SECRETS, type SecretCounts } from '../scan/secrets.ts';
import type { View } from './view.ts';

/**
 * Secrets of a whole day by the built-in rules and those that the log was opened with. Another
 * number of the rules, or another key of the hashes, counts anew and takes its place on disk.
 */
export function secretsView({
	names = [],
	patterns = [],
	allow = [],
	key,
}: RedactOptions & { key: Uint8Array }): View<SecretsJob, SecretCounts> {
	const words = {
		names,
		patterns: patterns.map(({ name, pattern }) =>
			typeof pattern === 'string'
				? { name, source: pattern }
				: { name, source: pattern.source, flags: pattern.flags },
		),
		allow,
	};
	const search = { ...words, key: Buffer.from(key).toString('hex') };
	const hasWords = names.length + patterns.length + allow.length > 0;
	return {
		name: `secrets.${REDACTION_RULES}-${hashOf(search)}`,
		keptAs: hasWords ? `secrets-${hashOf(words)}` : 'secrets',
		job: { kind: 'secrets', search },
		empty: NO_SECRETS,
		add: (counts, part) => addSecrets(counts, part.secrets),
		bytesOf: ({ found, distinct }) => bytesOfSecrets(found, distinct),
		isKept: true,
	};
}

function hashOf(value: object): string {
	const text = JSON.stringify(value);
	return loadCrypto().createHash('sha256').update(text).digest('hex').slice(0, 16);
}

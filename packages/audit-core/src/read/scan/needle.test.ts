import { expect, test } from 'vitest';
import { spellingsOf } from '../../format/status-words.ts';
import { wordNeedles } from './needle.ts';

test.each(['denied', 'error'] as const)('the needles find all words for %s', (status) => {
	const words = spellingsOf(status);
	const needles = wordNeedles(words);
	expect(needles.length).toBeLessThan(words.length);
	for (const word of words) {
		const line = Buffer.from(`{"status": "${word}"}\n`);
		const hits = needles.map((needle) => needle(line, 0)).filter((at) => at !== -1);
		expect([word, hits.length > 0]).toEqual([word, true]);
	}
});

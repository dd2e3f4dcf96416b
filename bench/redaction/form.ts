import { createHash } from 'node:crypto';
import type { Random } from '../day/random.ts';

/** One way in which secrets are written: a vendor's token, or an everyday notation such as `mysql -p…`. */
export interface SecretForm {
	/** Unique, in kebab-case. Never changed: it decides whether the form is held out. */
	name: string;
	/** Address of the page that describes the form. */
	source: string;
	/** A new example each time. */
	make(random: Random): SecretSample;
}

export interface SecretSample {
	/** A text (a token, a command, some lines of a file), or arguments such as `['mysql', '-p…']`. */
	value: SampleValue;
	/** What must not be left in the log: the secret as it stands in `value`, in pieces if it has several lines. */
	secrets: readonly string[];
}

export type SampleValue = string | readonly SampleValue[] | { readonly [key: string]: SampleValue };

/** One of so many is held out. */
const HELD_OUT_OF = 3;

/**
 * True for the third of the forms that is not looked at while rules are written. Drawn by a hash of the name, so
 * that it can't be chosen.
 */
export function isHeldOut({ name }: { name: string }): boolean {
	return createHash('sha256').update(name).digest().readUInt32BE() % HELD_OUT_OF === 0;
}

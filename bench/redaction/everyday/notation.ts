import type { Random } from '../../day/random.ts';
import type { SampleValue, SecretForm } from '../form.ts';
import { type Draw, password } from '../passwords.ts';

interface Notation {
	name: string;
	source: string;
	/** The secret as it stands in the text, encoded if the notation encodes it. A password unless given. */
	draw?: Draw;
	write: (secret: string, random: Random) => SampleValue;
}

/** A form with one secret in one piece. */
export function notation({ name, source, draw = password, write }: Notation): SecretForm {
	return {
		name,
		source,
		make(random) {
			const secret = draw(random);
			return { value: write(secret, random), secrets: [secret] };
		},
	};
}

/**
 * Composed letters: `é` as one character and as `e` with a mark behind it are the same letter, and so are a Korean syllable
 * and its parts. Single characters are kept as they are, also those that Unicode would replace by another (the sign of
 * kelvin), because a text in ASCII finds ASCII alone (docs/format.md §10).
 */

const MAY_COMPOSE = /\p{M}|[\u1161-\u1175\u11a8-\u11c2]/u;
/** No letter has more marks, and putting them in order takes longer than their number. */
const CLUSTERS =
	/[^\p{M}]\p{M}{1,16}|[\u1100-\u1112\uac00-\ud7a3][\u1161-\u1175]?[\u11a8-\u11c2]?/gu;

/** The text with composed letters. */
export function composed(text: string): string {
	return MAY_COMPOSE.test(text)
		? text.replace(CLUSTERS, (letter) => letter.normalize('NFC'))
		: text;
}

/** Where a place in the composed text is in the text itself, both in UTF-16 code units. */
export function placesOfComposed(text: string): (place: number) => number {
	if (!MAY_COMPOSE.test(text)) return (place) => place;
	/** Places behind which the texts differ in their length, in ascending order. */
	const shifts: { place: number; original: number }[] = [];
	let shift = 0;
	for (const { 0: letter, index } of text.matchAll(CLUSTERS)) {
		const shorter = letter.length - letter.normalize('NFC').length;
		if (shorter === 0) continue;
		shift += shorter;
		const end = index + letter.length;
		shifts.push({ place: end - shift, original: end });
	}
	return (place) => {
		const last = shifts.findLast((known) => known.place <= place);
		return last ? last.original + place - last.place : place;
	};
}

/** What a composed letter may end with when it is not composed: its marks, or the parts of a syllable. */
export function partsBehind(letter: string): string[] {
	const [, ...behind] = letter.normalize('NFD');
	return behind;
}

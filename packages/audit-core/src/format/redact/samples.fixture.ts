const ALPHABETS: Readonly<Record<string, string>> = {
	A: '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae',
	H: '4e1f0a9c7b3d',
	L: 'fQzKpLmXwRtYbNvCsDhGjAe',
	D: '8153902746',
	U: '5QX7ZB2KWJ',
};

/** A rule's sample with its placeholders filled in. */
export function fillSample(sample: string): string {
	return sample.replace(/‹([AHDLU])(\d+)›/g, (_, kind: string, length: string) => {
		const alphabet = ALPHABETS[kind]!;
		return alphabet.repeat(Math.ceil(Number(length) / alphabet.length)).slice(0, Number(length));
	});
}

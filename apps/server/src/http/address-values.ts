/** Values of an address, which are all text, in the form that the schemas of procedures take. */
import * as z from 'zod';

const NUMBER = /^\d+(\.\d+)?$/;
const repeatable = new WeakSet<z.core.$ZodType>();
const SWITCH: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

/** How a document describes a value: as that of the schema. */
export function described(schema: z.ZodType) {
	const jsonSchema = z.toJSONSchema(schema);
	delete jsonSchema.$schema;
	return jsonSchema;
}

export function numberIn(schema: z.ZodType<number, number | undefined>, description: string) {
	return z
		.preprocess(
			(given) => (typeof given === 'string' && NUMBER.test(given) ? Number(given) : given),
			schema,
		)
		.meta({ override: described(schema) })
		.optional()
		.meta({ description });
}

export function switchIn(description: string) {
	return z
		.preprocess(
			(given) => (typeof given === 'string' ? (SWITCH[given] ?? given) : given),
			z.boolean('Give true or false.'),
		)
		.meta({ override: { type: 'boolean' } })
		.optional()
		.meta({ description });
}

/** An instant with an offset. The `+` of an offset arrives as a space if it was not escaped. */
export function instantIn(schema: z.ZodType<string>, description: string) {
	return z
		.preprocess((given) => (typeof given === 'string' ? given.replace(' ', '+') : given), schema)
		.meta({ override: { type: 'string', format: 'date-time' } })
		.optional()
		.meta({ description });
}

/** A parameter that may be repeated: given once, it arrives as a text and not as a list. */
export function listIn<Value extends string>(
	schema: z.ZodType<readonly Value[]>,
	description: string,
	split: (text: string) => string[] = (text) => [text],
) {
	const list = z
		.preprocess(
			(given) =>
				[given].flat().flatMap((text) => (typeof text === 'string' ? split(text) : [text])),
			schema,
		)
		.meta({ override: described(schema) })
		.optional()
		.meta({ description: `${description} Repeat it for several; any of them matches.` });
	repeatable.add(list);
	return list;
}

/** Whether a parameter may be given several times. */
export function isRepeatable(parameter: z.core.$ZodType): boolean {
	return repeatable.has(parameter);
}

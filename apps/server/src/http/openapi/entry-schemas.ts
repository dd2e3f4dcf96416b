/** Rows of a log (docs/format.md §3 to §6), also those that another program wrote. */
import { SHAPE_NAMES, STATUSES } from '@tool-audit/core';
import * as z from 'zod';
import { callSchema } from '../../audit/call.ts';

const position = z.int().min(0).meta({ description: 'Place of the row in its day, from 0 on.' });
const ref = z.string().meta({ description: 'Permanent name of the row.' });

/** Fields that a writer may add. */
const MORE = {
	id: 'The entry’s own name.',
	call_id: 'The agent’s own id of the call.',
	parent_call_id: 'The call that started the subagent which made this call.',
	session: 'The conversation.',
	agent: 'The program that made the call.',
	agent_id: 'The subagent inside that program.',
	source: 'What recorded the call.',
	denied_by:
		'Who denied the call: rule, hook, user, classifier, policy, permission, or other text.',
	reason: 'Why the call was denied or failed.',
	cwd: 'The folder in which the agent worked.',
	model: 'The model that asked for the call.',
	host: 'The machine on which the agent ran.',
	mcp_server: 'The MCP server that the tool belongs to.',
};
const DURATION = 'How long the call took, in milliseconds.';
const RECORDED_AT = 'When the call was recorded, if later than it ended: ISO 8601.';

/** What stands in a file may have any type there. */
const anything = (description: string) => z.unknown().optional().meta({ description });

const optional = Object.fromEntries(
	Object.entries({ ...MORE, duration_ms: DURATION, recorded_at: RECORDED_AT }).map(
		([name, description]) => [name, anything(description)],
	),
);

export const entrySchema = z
	.looseObject({
		ts: z.string().meta({
			description: 'When the call was made: ISO 8601, with or without an offset.',
		}),
		user: z.string().meta({ description: 'The owner of the log.' }),
		tool: z.string().meta({ description: 'The tool’s name.' }),
		args: z.looseObject({}).meta({ description: 'The arguments.' }),
		status: z.enum(STATUSES).meta({ description: 'How the call ended.' }),
		result_chars: z
			.int()
			.min(0)
			.meta({ description: 'Length of the whole result, in characters.' }),
		result_snippet: z.string().meta({ description: 'Its first 300 characters.' }),
		...optional,
	})
	.meta({
		id: 'Entry',
		description:
			'One tool call. Further fields are kept; those named here without a type have the type of the format, unless another program wrote something else.',
	});

/** For a line of another program, in which fields are missing or have another type. */
const foreignEntrySchema = z.looseObject({}).meta({
	id: 'ForeignEntry',
	description: 'A line that is an object, with the fields that it has.',
});

export const storedEntrySchema = z.union([entrySchema, foreignEntrySchema]);

const foundSchema = z
	.object({
		pointer: z.string().meta({
			description: 'JSON Pointer to the value that holds the first hit. Empty for a damaged line.',
		}),
		text: z.string().meta({ description: 'At most 240 characters around the hit.' }),
		start: z.int().min(0).meta({ description: 'Where the hit begins in `text`, in UTF-16 units.' }),
		end: z.int().min(0).meta({ description: 'Where it ends, exclusive.' }),
	})
	.meta({ id: 'FoundText', description: 'Where the text of the filter was found.' });

const encoding = z
	.literal('utf-16')
	.optional()
	.meta({ description: 'The line was written in UTF-16.' });

const content = {
	ref,
	recovered: z
		.literal(true)
		.optional()
		.meta({ description: 'Found complete after a torn line on the same physical line.' }),
	assembled: z
		.literal(true)
		.optional()
		.meta({ description: 'Put together from several lines of the file.' }),
	encoding,
	shape: z
		.enum(SHAPE_NAMES)
		.optional()
		.meta({ description: 'The line is that of another program, and was read by this shape.' }),
	status: z.enum(STATUSES).optional().meta({
		description:
			'What the call is counted and filtered as, when its own status is another word whose meaning is plain.',
	}),
	textNumbers: z.array(z.string()).optional().meta({
		description: 'JSON Pointers to numbers that a double can’t hold. Their values are text.',
	}),
	clipped: z.array(z.string()).optional().meta({
		description: 'JSON Pointers to values that are truncated in this answer.',
	}),
	found: foundSchema.optional(),
};
const problems = z.array(z.string()).min(1).meta({
	description: 'What is missing or wrong in the entry, in words.',
});

/**
 * An entry with the fields of a row around it. With `problems`, it is given as it stands in the file. That form comes
 * first, because an entry with problems may also have all fields.
 */
function rowOf<Fields extends z.ZodRawShape>(id: string, fields: Fields) {
	const whole = z
		.object({ ...fields, ...content, entry: entrySchema })
		.meta({ id, description: 'A call.' });
	const withProblems = z
		.object({ ...fields, ...content, entry: storedEntrySchema, problems })
		.meta({ id: `${id}WithProblems`, description: 'A line of another program.' });
	return z.union([withProblems, whole]);
}

const day = z.iso.date().meta({ description: 'The day of its file.' });

export const entryRowSchema = rowOf('EntryRow', { position });
export const recentEntrySchema = rowOf('RecentEntry', { user: z.string(), day });
export const searchEntrySchema = rowOf('SearchEntry', { day });

const damaged = {
	position,
	ref,
	reason: z.string().meta({
		description: 'torn, not-json, not-object, invalid-utf8 or oversize; there may be further ones.',
	}),
	bytes: z.int().min(0).meta({ description: 'Length of the line, in bytes.' }),
	encoding,
	raw: z.string().meta({
		description: 'The beginning of the line; bytes that are not UTF-8 are shown as \\xNN.',
	}),
	found: foundSchema.optional(),
};
export const damagedRowSchema = z
	.object(damaged)
	.meta({ id: 'DamagedRow', description: 'A line that is not an entry, in its place.' });

/** A row of either kind. */
export const rowSchema = z.union([
	rowOf('CallRow', { kind: z.literal('entry'), position }),
	z
		.object({ kind: z.literal('damaged'), ...damaged })
		.meta({ id: 'DamagedLineRow', description: 'A line that is not an entry, in its place.' }),
]);

/** A call as a program sends it, with the fields of the format that the server keeps as they are. */
export const sentCallSchema = callSchema
	.extend({
		...Object.fromEntries(
			Object.entries(MORE)
				.filter(([name]) => name !== 'id')
				.map(([name, description]) => [name, z.string().optional().meta({ description })]),
		),
		duration_ms: z.number().optional().meta({ description: DURATION }),
	})
	.meta({ id: 'Call', description: 'A tool call. Further fields of the format are allowed.' });

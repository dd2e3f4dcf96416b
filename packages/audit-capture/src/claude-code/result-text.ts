/**
 * The result of a tool as text: what a person would want to read of it. Claude Code gives results as text, as lists of
 * content blocks, and as an object of its own for each tool.
 */
import { isObject, textOf } from '../json.ts';

/** Text that `JSON.stringify` inserts unchanged; Node.js has it since 21. */
const { rawJSON = String } = JSON as { rawJSON?: (text: string) => unknown };

/** The text of a result; never the bytes of an image. */
export function resultText(result: unknown): string {
	if (typeof result === 'string') return result;
	if (Array.isArray(result)) return result.map(blockText).join('\n');
	if (result === undefined || result === null) return '';
	if (!isObject(result)) return jsonText(result);
	return commandText(result) ?? fileText(result) ?? changeText(result) ?? otherText(result);
}

/** What the model is told when a tool did not run. */
const TOOL_USE_ERROR = /^<tool_use_error>([^]*)<\/tool_use_error>$/;

export function isToolUseError(text: string): boolean {
	return TOOL_USE_ERROR.test(text);
}

/** Without what is written around an error for the model. */
export function errorText(text: string): string {
	const inner = TOOL_USE_ERROR.exec(text)?.[1] ?? text;
	return inner.replace(/^Error: /, '');
}

/** `Bash` */
function commandText(result: Record<string, unknown>): string | null {
	const { stdout, stderr } = result;
	if (typeof stdout !== 'string') return null;
	return [stdout, textOf(stderr), backgroundText(result)].filter((text) => text !== '').join('\n');
}

/** A command that takes too long goes on in the background: its call ends, and what it comes to is told of nowhere. */
function backgroundText({ backgroundTaskId: task, timedOutAfterMs }: Record<string, unknown>) {
	if (typeof task !== 'string' || task === '') return '';
	const after =
		typeof timedOutAfterMs === 'number' ? `Timed out after ${timedOutAfterMs} ms. ` : '';
	return `${after}Running in the background as ${task}`;
}

/**
 * The length of the whole output, in characters, of a command whose output was cut; `undefined` for all other results.
 * Claude Code tells it in bytes: where not all of it is ASCII, it is taken to go on as it began.
 */
export function wholeLength(result: unknown): number | undefined {
	if (!isObject(result)) return undefined;
	const { stdout, persistedOutputSize: bytes } = result;
	if (typeof stdout !== 'string' || stdout === '' || !Number.isSafeInteger(bytes)) return undefined;
	const cutBytes = Buffer.byteLength(stdout);
	if (Number(bytes) <= cutBytes) return undefined;
	return Math.round((Number(bytes) / cutBytes) * stdout.length);
}

/** `Read` */
function fileText(result: Record<string, unknown>): string | null {
	const { file, type } = result;
	if (!isObject(file)) return null;
	if (typeof file['content'] === 'string') return file['content'];
	const { base64 } = file;
	if (typeof base64 !== 'string') return null;
	return imageText(textOf(file['type']) || textOf(type), base64);
}

/** `Write` and `Edit` */
function changeText(result: Record<string, unknown>): string | null {
	const { filePath, type, structuredPatch } = result;
	if (typeof filePath !== 'string' || !Array.isArray(structuredPatch)) return null;
	if (type === 'create') return `Created ${filePath}`;
	let [added, removed] = [0, 0];
	for (const part of structuredPatch) {
		const lines: unknown[] = isObject(part) && Array.isArray(part['lines']) ? part['lines'] : [];
		added += lines.filter((line) => textOf(line).startsWith('+')).length;
		removed += lines.filter((line) => textOf(line).startsWith('-')).length;
	}
	return `Changed ${filePath}: ${added} added, ${removed} removed`;
}

/** Agents and MCP servers give content blocks inside an object. */
function otherText(result: Record<string, unknown>): string {
	const { content } = result;
	if (Array.isArray(content) && content.every(isObject)) return content.map(blockText).join('\n');
	return jsonText(result);
}

function blockText(block: unknown): string {
	if (!isObject(block)) return typeof block === 'string' ? block : jsonText(block);
	const { type, text, source } = block;
	if (typeof text === 'string') return text;
	if (isObject(source) && typeof source['data'] === 'string') {
		return imageText(textOf(source['media_type']) || textOf(type), source['data']);
	}
	return jsonText(block);
}

function imageText(type: string, base64: string): string {
	return `[${type || 'file'}, ${base64.length} base64 characters]`;
}

/** Without the bytes of images, and with the digits of large integers. JSON may be nested deeper than it can be written. */
function jsonText(value: unknown): string {
	try {
		return JSON.stringify(value, plain);
	} catch (error) {
		if (error instanceof RangeError) return '[The result is nested too deeply to be shown]';
		throw error;
	}
}

const BASE64_CHARS_MIN = 1_000;

function plain(_key: string, value: unknown): unknown {
	if (typeof value === 'bigint') return rawJSON(String(value));
	const isBytes =
		typeof value === 'string' && value.length >= BASE64_CHARS_MIN && /^[\w+/]+=*$/.test(value);
	return isBytes ? `[${value.length} base64 characters]` : value;
}

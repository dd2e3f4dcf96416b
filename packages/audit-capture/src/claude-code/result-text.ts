/**
 * The result of a tool as text: what a person would want to read of it. Claude Code gives results as text, as lists of
 * content blocks, and as an object of its own for each tool.
 */
import { isObject, textOf } from '../json.ts';

/** The text of a result; never the bytes of an image. */
export function resultText(result: unknown): string {
	if (typeof result === 'string') return result;
	if (Array.isArray(result)) return result.map(blockText).join('\n');
	if (result === undefined || result === null) return '';
	if (!isObject(result)) return JSON.stringify(result, plain);
	return commandText(result) ?? fileText(result) ?? changeText(result) ?? otherText(result);
}

/** Without what is written around an error for the model. */
export function errorText(text: string): string {
	const inner = /^<tool_use_error>([^]*)<\/tool_use_error>$/.exec(text)?.[1] ?? text;
	return inner.replace(/^Error: /, '');
}

/** `Bash` */
function commandText(result: Record<string, unknown>): string | null {
	const { stdout, stderr, backgroundTaskId } = result;
	if (typeof stdout !== 'string') return null;
	const texts = [stdout, textOf(stderr)].filter((text) => text !== '');
	if (texts.length === 0 && typeof backgroundTaskId === 'string') {
		return `Running in the background as ${backgroundTaskId}`;
	}
	return texts.join('\n');
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
	return JSON.stringify(result, plain);
}

function blockText(block: unknown): string {
	if (!isObject(block)) return typeof block === 'string' ? block : JSON.stringify(block, plain);
	const { type, text, source } = block;
	if (typeof text === 'string') return text;
	if (isObject(source) && typeof source['data'] === 'string') {
		return imageText(textOf(source['media_type']) || textOf(type), source['data']);
	}
	return JSON.stringify(block, plain);
}

function imageText(type: string, base64: string): string {
	return `[${type || 'file'}, ${base64.length} base64 characters]`;
}

const BASE64_CHARS_MIN = 1_000;

/** Without the bytes of images, and with the digits of large integers. */
function plain(_key: string, value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	const isBytes =
		typeof value === 'string' && value.length >= BASE64_CHARS_MIN && /^[\w+/]+=*$/.test(value);
	return isBytes ? `[${value.length} base64 characters]` : value;
}

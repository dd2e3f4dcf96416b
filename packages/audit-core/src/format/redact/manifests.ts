/** The values of a Kubernetes Secret: all that stands under its `data` and `stringData`, whatever the names. */
import type { FoundSecret } from './found.ts';

export const MANIFEST_LITERALS: readonly string[] = [
	'kind: secret',
	'"kind":"secret"',
	'"kind": "secret"',
];

export const MANIFEST_CHARS_MAX = 4_096;
const DOCUMENT_END = '\n---';
const YAML_DATA =
	/^([ \t]*)(?:data|stringData):[ \t]*\r?\n((?:\1[ \t]+[^\n]*(?:\n|$)|[ \t]*\r?\n)+)/gm;
const YAML_VALUE =
	/^[ \t]+[\w.-]+:[ \t]+["']?(?<value>[^\s"'|>][^\n"']*|[|>][+-]?\d?[ \t]*\n(?:[ \t]{3,}[^\n]*(?:\n|$))+)/dgm;
const JSON_DATA = /"(?:data|stringData)"\s{0,20}:\s{0,20}\{([^{}]*)/g;
const JSON_VALUE = /"[\w.-]+"\s{0,20}:\s{0,20}"(?<value>(?:[^"\\]|\\.)+)"/dgs;

/** The secrets of the manifest around a place. */
export function findInManifest(text: string, at: number): FoundSecret[] {
	const before = text
		.slice(Math.max(0, at - MANIFEST_CHARS_MAX), at)
		.split(DOCUMENT_END)
		.at(-1)!;
	const after = text.slice(at, at + MANIFEST_CHARS_MAX).split(DOCUMENT_END)[0]!;
	const manifest = before + after;
	const start = at - before.length;
	const isJson = text[at] === '"';
	const found: FoundSecret[] = [];
	for (const block of manifest.matchAll(isJson ? JSON_DATA : YAML_DATA)) {
		const body = block.at(-1)!;
		const offset = start + block.index + block[0].length - body.length;
		for (const { indices } of body.matchAll(isJson ? JSON_VALUE : YAML_VALUE)) {
			const [from, to] = indices!.groups!.value!;
			found.push({ rule: 'secret', from: offset + from, to: offset + to });
		}
	}
	return found;
}

/**
 * The colours of a terminal in a text (ECMA-48, "SGR"), as parts with a style. Every other escape stays in the text,
 * where it is marked as a hidden character: it could move the cursor, and change what was written before. Text that a
 * terminal would conceal stays visible. Each character is looked at once.
 */

type Rgb = [red: number, green: number, blue: number];

export interface AnsiStyle {
	/** CSS colours; `undefined` for the page's own. */
	foreground?: string | undefined;
	background?: string | undefined;
	bold?: boolean;
	italic?: boolean;
	underline?: boolean;
	strike?: boolean;
	/** Foreground and background change places. */
	inverse?: boolean;
}

export interface AnsiPart {
	text: string;
	style: AnsiStyle;
}

/** More than any program writes; what follows is shown in the last style. */
const PARTS_MAX = 10_000;
/** The parameters of one sequence that are looked at. */
const CODES_MAX = 32;

// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const SGR = /\u001b\[([\d;:]*)m/g;

export function readAnsi(text: string): AnsiPart[] {
	const parts: AnsiPart[] = [];
	let style: AnsiStyle = {};
	let from = 0;
	for (const match of text.matchAll(SGR)) {
		if (match.index > from) parts.push({ text: text.slice(from, match.index), style });
		from = match.index + match[0].length;
		style = styled(style, match[1]!);
		if (parts.length >= PARTS_MAX) break;
	}
	if (from < text.length) parts.push({ text: text.slice(from), style });
	return parts;
}

function styled(style: AnsiStyle, parameters: string): AnsiStyle {
	let next = { ...style };
	// `38:2::1:2:3` is one parameter with parts, and `38;2;1;2;3` is written for the same.
	const codes = parameters.split(';', CODES_MAX);
	while (codes.length > 0) {
		const code = codes.shift()!;
		const [kind, ...inner] = code.split(':').map(Number);
		if (kind === 38 || kind === 48) {
			const color = code.includes(':') ? colorOf(withoutSpace(inner)) : colorOf(taken(codes));
			if (color) next[kind === 38 ? 'foreground' : 'background'] = color;
		} else if (kind === 0) next = {};
		else Object.assign(next, simple(kind!));
	}
	return next;
}

/** What follows `38` or `48`: `5` and a number, or `2` and three. */
function taken(codes: string[]): number[] {
	const count = { 5: 2, 2: 4 }[Number(codes[0])] ?? 1;
	return codes.splice(0, count).map(Number);
}

/** The form with colons has a place for a colour space before red, which most programs leave out. */
function withoutSpace(inner: number[]): number[] {
	return inner[0] === 2 && inner.length > 4 ? [2, ...inner.slice(2, 5)] : inner;
}

function colorOf([kind, ...values]: number[]): string | undefined {
	if (!values.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)) {
		return undefined;
	}
	if (kind === 5 && values.length === 1) return css(indexed(values[0]!));
	return kind === 2 && values.length === 3 ? css(values as Rgb) : undefined;
}

function simple(code: number): AnsiStyle {
	if (code >= 30 && code <= 37) return { foreground: css(BASIC[code - 30]!) };
	if (code >= 90 && code <= 97) return { foreground: css(BASIC[code - 82]!) };
	if (code >= 40 && code <= 47) return { background: css(BASIC[code - 40]!) };
	if (code >= 100 && code <= 107) return { background: css(BASIC[code - 92]!) };
	return SWITCHES[code] ?? {};
}

const SWITCHES: Record<number, AnsiStyle> = {
	1: { bold: true },
	3: { italic: true },
	4: { underline: true },
	7: { inverse: true },
	9: { strike: true },
	21: { underline: true },
	22: { bold: false },
	23: { italic: false },
	24: { underline: false },
	27: { inverse: false },
	29: { strike: false },
	39: { foreground: undefined },
	49: { background: undefined },
};

/** The sixteen colours of xterm. */
const BASIC: Rgb[] = [
	...([
		[0, 0, 0],
		[205, 0, 0],
		[0, 205, 0],
		[205, 205, 0],
	] satisfies Rgb[]),
	...([
		[0, 0, 238],
		[205, 0, 205],
		[0, 205, 205],
		[229, 229, 229],
	] satisfies Rgb[]),
	...([
		[127, 127, 127],
		[255, 0, 0],
		[0, 255, 0],
		[255, 255, 0],
	] satisfies Rgb[]),
	...([
		[92, 92, 255],
		[255, 0, 255],
		[0, 255, 255],
		[255, 255, 255],
	] satisfies Rgb[]),
];

/** Colours 16 to 231 are a cube of six steps a side, 232 to 255 are greys. */
function indexed(index: number): Rgb {
	if (index < 16) return BASIC[index]!;
	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return [grey, grey, grey];
	}
	const step = (place: number) => {
		const value = Math.floor((index - 16) / place) % 6;
		return value === 0 ? 0 : 55 + value * 40;
	};
	return [step(36), step(6), step(1)];
}

const css = ([red, green, blue]: Rgb) => `rgb(${red} ${green} ${blue})`;

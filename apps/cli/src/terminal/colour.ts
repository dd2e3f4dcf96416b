import { styleText } from 'node:util';

export type Style = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

/** Styles the text, or returns it unchanged where colours are off. */
export type Paint = (style: Style, text: string) => string;

interface Stream {
	isTTY?: boolean | undefined;
}

/** Colours only on a terminal, and not with NO_COLOR (https://no-color.org). */
export function createPaint(stream: Stream, env: NodeJS.ProcessEnv): Paint {
	const coloured = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
	if (!coloured) return (_style, text) => text;
	return (style, text) => styleText(style, text, { validateStream: false });
}

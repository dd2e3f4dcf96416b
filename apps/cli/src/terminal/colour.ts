import { styleText } from 'node:util';

export type Style = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

/** Gives the text a style, or returns it as it is where there are no colours. */
export type Paint = (style: Style, text: string) => string;

interface Stream {
	isTTY?: boolean | undefined;
}

/** Colours only where a person looks, and not when they asked for none (https://no-color.org). */
export function createPaint(stream: Stream, env: NodeJS.ProcessEnv): Paint {
	const coloured = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
	if (!coloured) return (_style, text) => text;
	return (style, text) => styleText(style, text, { validateStream: false });
}

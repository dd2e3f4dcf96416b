/** An MCP server on standard input and output, with a tool for each way in which a call can end. */
import { createInterface } from 'node:readline';

interface Request {
	id?: number | string;
	method: string;
	params?: { name?: string; protocolVersion?: string };
}

/** One pixel. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const TOOLS: Record<string, object> = {
	good: { result: { content: [{ type: 'text', text: 'fine' }] } },
	bad: { result: { isError: true, content: [{ type: 'text', text: 'it failed' }] } },
	refusing: { error: { code: -32602, message: 'no such thing' } },
	image: { result: { content: [{ type: 'image', mimeType: 'image/png', data: PNG }] } },
};

function answerTo({ method, params }: Request): object {
	switch (method) {
		case 'initialize':
			return {
				result: {
					protocolVersion: params?.protocolVersion,
					capabilities: { tools: {} },
					serverInfo: { name: 'tiny', version: '1.0.0' },
				},
			};
		case 'tools/list': {
			const tools = Object.keys(TOOLS).map((name) => ({
				name,
				description: name,
				inputSchema: { type: 'object' },
			}));
			return { result: { tools } };
		}
		case 'tools/call':
			return TOOLS[params?.name ?? ''] ?? { error: { code: -32602, message: 'no such tool' } };
		default:
			return { error: { code: -32601, message: 'no such method' } };
	}
}

createInterface({ input: process.stdin }).on('line', (line) => {
	const request = JSON.parse(line) as Request;
	if (request.id === undefined) return;
	process.stdout.write(
		`${JSON.stringify({ jsonrpc: '2.0', id: request.id, ...answerTo(request) })}\n`,
	);
});

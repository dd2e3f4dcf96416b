/**
 * A model's service on loopback, which says what a test wants: an agent program runs with it as it does with the real
 * one. It answers the part of the Messages API that the programs use (https://docs.anthropic.com/en/api/messages).
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the model asks for. Its label is part of its id, by which a test finds it in the log. */
export interface Use {
	label: string;
	tool: string;
	input: object;
}

/** What the model says at once: calls. When there are no more turns, it says that it is done. */
export type Turn = Use[];

export interface Model {
	url: string;
	/** The prompt that makes the model play these turns. */
	play(...turns: Turn[]): string;
	/** Ids of all calls that the model asked for, in this order. */
	asked: string[];
	close(): void;
}

export function use(label: string, tool: string, input: object): Use {
	return { label, tool, input };
}

/** The label in a call's id. */
export function labelOf(id: string): string {
	return id.split('_')[1] ?? '';
}

const PLAY = /play-(\d+)/;

interface Message {
	role: string;
	content: unknown;
}

interface Request {
	model: string;
	stream?: boolean;
	tools?: unknown[];
	messages?: Message[];
}

type Block = { type: 'text'; text: string } | { type: 'tool_use'; id: string; name: string };

export async function startModel(): Promise<Model> {
	const plays: Turn[][] = [];
	const asked: string[] = [];
	let ids = 0;

	function blocksFor({ tools = [], messages = [] }: Request): { block: Block; input: object }[] {
		const turn = tools.length > 0 ? turnAfter(messages, plays) : [];
		if (turn.length === 0) return [{ block: { type: 'text', text: 'Done.' }, input: {} }];
		return turn.map(({ label, tool, input }) => {
			// As long as real ones: shorter ones are told apart by session.
			const id = `toolu_${label}_${String(++ids).padStart(4, '0')}${process.pid}`.padEnd(30, '0');
			asked.push(id);
			return { block: { type: 'tool_use', id, name: tool }, input };
		});
	}

	const server = createServer((request, response) => {
		void readJson(request).then((json) => {
			const path = request.url ?? '';
			if (path.includes('count_tokens')) return sendJson(response, 200, { input_tokens: 10 });
			if (!path.startsWith('/v1/messages') || json === null) return sendJson(response, 404, NONE);
			answer(response, json, blocksFor(json));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		play: (...turns) => `play-${plays.push(turns) - 1}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** The newest prompt says what is played, and the answers since then how far it is. */
function turnAfter(messages: Message[], plays: Turn[][]): Turn {
	let turns: Turn[] = [];
	let step = 0;
	for (const { role, content } of messages) {
		const [, play] = role === 'user' ? (PLAY.exec(promptIn(content)) ?? []) : [];
		if (role === 'assistant') step++;
		else if (play !== undefined) {
			turns = plays[Number(play)] ?? [];
			step = 0;
		}
	}
	return turns[step] ?? [];
}

/** Without the results of calls, which may repeat an earlier prompt. */
function promptIn(content: unknown): string {
	if (!Array.isArray(content)) return String(content);
	return (content as { text?: string }[]).map(({ text = '' }) => text).join('\n');
}

const NONE = { type: 'error', error: { type: 'not_found_error', message: 'Not found.' } };
const USAGE = { input_tokens: 10, output_tokens: 10 };

async function readJson(request: IncomingMessage): Promise<Request | null> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	try {
		return JSON.parse(text) as Request;
	} catch {
		return null;
	}
}

function sendJson(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function answer(
	response: ServerResponse,
	{ model, stream = false }: Request,
	blocks: { block: Block; input: object }[],
): void {
	const isUse = blocks.some(({ block }) => block.type === 'tool_use');
	const message = { id: `msg_${Date.now()}`, type: 'message', role: 'assistant', model };
	const stop = { stop_reason: isUse ? 'tool_use' : 'end_turn', stop_sequence: null };
	if (!stream) {
		const content = blocks.map(({ block, input }) =>
			block.type === 'tool_use' ? { ...block, input } : block,
		);
		return sendJson(response, 200, { ...message, content, ...stop, usage: USAGE });
	}
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	const send = (type: string, event: object) =>
		response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...event })}\n\n`);
	const begun = { ...message, content: [], stop_reason: null, stop_sequence: null, usage: USAGE };
	send('message_start', { message: begun });
	for (const [index, { block, input }] of blocks.entries()) {
		const [content_block, delta] =
			block.type === 'tool_use'
				? [
						{ ...block, input: {} },
						{ type: 'input_json_delta', partial_json: JSON.stringify(input) },
					]
				: [
						{ ...block, text: '' },
						{ type: 'text_delta', text: block.text },
					];
		send('content_block_start', { index, content_block });
		send('content_block_delta', { index, delta });
		send('content_block_stop', { index });
	}
	send('message_delta', { delta: stop, usage: { output_tokens: 10 } });
	send('message_stop', {});
	response.end();
}

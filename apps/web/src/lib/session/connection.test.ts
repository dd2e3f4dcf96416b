import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Connection } from './connection.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection to a server that can be stopped. */
function connect() {
	const server = { up: false, asked: 0, backs: 0 };
	const connection = new Connection();
	const end = connection.watch({
		ask: async () => {
			server.asked += 1;
			if (!server.up) throw new Error('no answer');
		},
		onBack: () => (server.backs += 1),
	});
	return { connection, server, end };
}

it('asks until the server answers, and then reports it once', async () => {
	const { connection, server } = connect();
	connection.failed();
	expect(connection.lost).toBe(true);
	await vi.advanceTimersByTimeAsync(4_000);
	expect(server.asked).toBe(2);
	server.up = true;
	await vi.advanceTimersByTimeAsync(4_000);
	expect(connection.lost).toBe(false);
	expect(server.backs).toBe(1);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(server.asked).toBe(3);
});

it('asks at growing intervals, and at least every 15 seconds', async () => {
	const { connection, server } = connect();
	connection.failed();
	await vi.advanceTimersByTimeAsync(31_000);
	const asked = server.asked;
	await vi.advanceTimersByTimeAsync(15_000);
	expect(server.asked).toBe(asked + 1);
});

it('takes any answer to any call as a sign that the server is back', async () => {
	const { connection, server } = connect();
	connection.failed();
	connection.answered();
	expect(connection.lost).toBe(false);
	expect(server.backs).toBe(1);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(server.asked).toBe(0);
});

it('stops asking when the page is left', async () => {
	const { connection, server, end } = connect();
	connection.failed();
	end();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(server.asked).toBe(0);
});

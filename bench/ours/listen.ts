interface Listening {
	url: string;
	key: string;
	/** Whose log; one's own when left out. */
	user?: string;
	signal: AbortSignal;
}

/** Hands over what the server's tail sends, in whole events, until the signal. */
export async function listen(
	{ url, key, user, signal }: Listening,
	onEvents: (text: string) => void,
): Promise<void> {
	const input = encodeURIComponent(JSON.stringify(user === undefined ? {} : { user }));
	try {
		const response = await fetch(`${url}/trpc/audit.tail?input=${input}`, {
			headers: { accept: 'text/event-stream', authorization: `Bearer ${key}` },
			signal,
		});
		if (!response.ok) throw new Error(`The tail answered ${response.status}.`);
		let rest = '';
		for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
			rest += text;
			const end = rest.lastIndexOf('\n\n') + 2;
			if (end < 2) continue;
			const events = rest.slice(0, end);
			rest = rest.slice(end);
			if (events.includes('event: serialized-error')) throw new Error(`The tail ended: ${events}`);
			onEvents(events);
		}
		throw new Error('The server ended the tail.');
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}

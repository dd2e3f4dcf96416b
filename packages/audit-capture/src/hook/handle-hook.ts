import { failuresPath, noteFailure } from '../failures.ts';
import { handleEvent, type HookSurroundings } from './handle-event.ts';

export interface HookInput extends HookSurroundings {
	/** The event, as JSON. */
	input: string;
	/** When it was received, in milliseconds since 1970. */
	receivedMs: number;
}

/** Does what the installed hook does with one event. Never throws: a failure is kept in the data folder. */
export async function handleHook(
	agent: string,
	data: string,
	read: () => Promise<HookInput>,
): Promise<void> {
	try {
		const { input, receivedMs, ...surroundings } = await read();
		await handleEvent(surroundings, input, receivedMs);
	} catch (error) {
		noteFailure(failuresPath(data, agent), error);
	}
}

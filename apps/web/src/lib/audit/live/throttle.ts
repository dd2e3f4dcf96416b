export interface Throttle {
	ask(): void;
	stop(): void;
}

/**
 * Runs one at a time, with a pause in between. Any number of requests during a run and its pause cause one more run,
 * so that the last request is always followed by a run.
 */
export function createThrottle(run: () => Promise<void>, pauseMs: number): Throttle {
	let busy = false;
	let asked = false;
	let stopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function go(): Promise<void> {
		busy = true;
		asked = false;
		await run();
		if (!stopped) timer = setTimeout(rested, pauseMs);
	}

	function rested(): void {
		busy = false;
		if (asked) void go();
	}

	return {
		ask() {
			if (stopped) return;
			if (busy) asked = true;
			else void go();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

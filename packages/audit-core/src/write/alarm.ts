/** Rings once when it was not set again for so long. Does not keep the process alive. */
export interface Alarm {
	set(): void;
	stop(): void;
}

export function createAlarm(afterMs: number, ring: () => void): Alarm {
	let timer: NodeJS.Timeout | undefined;
	return {
		set() {
			clearTimeout(timer);
			timer = setTimeout(ring, afterMs).unref();
		},
		stop() {
			clearTimeout(timer);
		},
	};
}

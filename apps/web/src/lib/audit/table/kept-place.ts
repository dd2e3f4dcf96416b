import { afterNavigate, beforeNavigate } from '$app/navigation';

/** Where a reader was in a list: the first row in view, and the one that the keys act on. */
export interface Place {
	first: number;
	current: number | undefined;
}

const PLACES_MAX = 100;
/** By address, the one left last at the end. */
const places = new Map<string, Place>();

/** Back leads to the place in the list where the reader left it. Call it while the list's component is created. */
export function keepPlace({
	read,
	restore,
}: {
	read: () => Place;
	restore: (place: Place) => void;
}): void {
	let isNew = true;
	beforeNavigate(() => {
		places.delete(location.href);
		places.set(location.href, read());
		for (const oldest of places.keys()) {
			if (places.size <= PLACES_MAX) break;
			places.delete(oldest);
		}
	});
	afterNavigate(({ type }) => {
		const place = isNew && type === 'popstate' ? places.get(location.href) : undefined;
		isNew = false;
		if (place) restore(place);
	});
}

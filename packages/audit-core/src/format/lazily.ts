/**
 * An object that is made when something of it is first used. For an export that few programs use, and that takes long to
 * make: what a module exports can't be made later.
 */
export function lazily<T extends object>(make: () => T): T {
	let made: T | undefined;
	const own = () => (made ??= make());
	return new Proxy({} as T, {
		get: (_, name) => Reflect.get(own(), name) as unknown,
		has: (_, name) => Reflect.has(own(), name),
		ownKeys: () => Reflect.ownKeys(own()),
		getOwnPropertyDescriptor(_, name) {
			const descriptor = Reflect.getOwnPropertyDescriptor(own(), name);
			// A proxy must not say that a property can't be changed when its own target does not have it.
			return descriptor && { ...descriptor, configurable: true };
		},
	});
}

import { readStored, writeStored } from './stored.ts';

/** A choice that this browser remembers. A stored value of another type is not one of ours. */
export class Remembered<Value extends string | number | boolean> {
	#name: string;
	#value: Value = $state()!;

	constructor(name: string, initial: Value) {
		const stored = readStored(name);
		this.#name = name;
		this.#value = typeof stored === typeof initial ? (stored as Value) : initial;
	}

	get current(): Value {
		return this.#value;
	}
	set current(value: Value) {
		this.#value = value;
		writeStored(this.#name, value);
	}
}

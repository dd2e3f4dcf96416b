/**
 * What `await using` closes: `AsyncDisposable` where the compiler knows it (from `lib: ["esnext.disposable"]`, or the types
 * of Node.js), and nothing elsewhere.
 */
export type AsyncDisposing = SymbolConstructor extends {
	readonly asyncDispose: infer Key extends symbol;
}
	? { [K in Key]: () => PromiseLike<void> }
	: object;

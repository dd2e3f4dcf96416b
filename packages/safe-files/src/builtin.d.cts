/**
 * Modules of Node.js that take long to load, and that few processes need. `process.getBuiltinModule` would do the same, from
 * Node.js 22.3 on.
 */
export declare function loadChildProcess(): typeof import('node:child_process');
export declare function loadCrypto(): typeof import('node:crypto');
export declare function loadUtil(): typeof import('node:util');
export declare function loadWorkerThreads(): typeof import('node:worker_threads');

exports.loadChildProcess = () => require('node:child_process');
exports.loadCrypto = () => require('node:crypto');
exports.loadUtil = () => require('node:util');
exports.loadWorkerThreads = () => require('node:worker_threads');

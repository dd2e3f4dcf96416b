/**
 * Whether Node.js itself runs the sources, as child processes and worker threads of tests do: older versions don't know
 * `using`. What these tests say is tested there with the package as it is built (`pnpm test deep projects`).
 */
export const RUNS_SOURCES = Number(process.versions.node.split('.', 1)[0]) >= 24;

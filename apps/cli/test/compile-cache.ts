const { NODE_COMPILE_CACHE } = process.env;

/** For processes started with a reduced environment: they use the compile cache of the test run, and start faster. */
export const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

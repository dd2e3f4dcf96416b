/** Loads zod when it is first needed, for the same reason and in the same way as `load-re2.cjs` loads its library. */
export declare function loadZod(): (typeof import('zod'))['z'];

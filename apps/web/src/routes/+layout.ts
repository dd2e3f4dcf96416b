// A single-page app: the server sends one page for every address, and the data comes over tRPC.
export const ssr = false;
export const prerender = false;

/** So that the whole suite can run on compiled queries, or on none: `COMPILE_QUERIES=always npm test`. */
export const COMPILE_MODE = { COMPILE_QUERIES: process.env['COMPILE_QUERIES'] };

/** Runs the whole suite with or without compiled queries: `COMPILE_QUERIES=always npm test`. */
export const COMPILE_MODE = { COMPILE_QUERIES: process.env['COMPILE_QUERIES'] };

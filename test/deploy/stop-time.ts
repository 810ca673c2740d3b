import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = readFileSync(join(__dirname, '../../src/main.ts'), 'utf8');
const [, milliseconds] = /SHUTDOWN_TIMEOUT_MS = ([\d_]+)/.exec(source) ?? [];
if (!milliseconds) throw new Error('src/main.ts has no SHUTDOWN_TIMEOUT_MS.');

/** After so many seconds a gateway that stops cuts off what is left. */
export const MAX_STOP_SECONDS = Number(milliseconds.replaceAll('_', '')) / 1_000;

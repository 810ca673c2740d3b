/** How long a client may read nothing before it is disconnected, in milliseconds. Its queue bounds what waits meanwhile. */
export const SLOW_CLIENT_MS = 60_000;

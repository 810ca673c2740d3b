import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below this an answer fits into a packet as it is, in bytes. */
const MIN_BYTES = 1024;

/** Above this an answer is compressed off the main thread, which costs a small one more than it saves, in bytes. */
const MAX_SYNC_BYTES = 4 * 1024;

/** What this gateway says as text; the playground's files lie compressed on disk, and streams of events must not wait. */
const COMPRESSIBLE_TYPES = /^(?:application\/(?:graphql-response\+)?json|text\/html)(?:;|$)/;

/**
 * Compresses answers of 1 KiB and more for who accepts it. To be awaited before the routes it concerns are there.
 *
 * Of 60 KB, a list of 100 incidents, a tenth is left: about 0.8 ms of CPU as Brotli of quality 4, which is the plugin's
 * own choice, and 0.6 ms as gzip, both on another thread (`test/server/http/compression.test.ts` measures them).
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: MIN_BYTES,
    syncThreshold: MAX_SYNC_BYTES,
    customTypes: COMPRESSIBLE_TYPES,
    globalDecompression: false,
    zlibOptions: { level: 5 },
  });
}

import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { TransportFailure } from './failure.js';

/** Largest answer that is read, after decompression. */
export const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

/** What `accept-encoding` asks for: a list of 100 incidents is a quarter of a megabyte of repetitive text. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

async function collect(source: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new TransportFailure('too-large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks.splice(0), size); // the pieces may be collected while the text is made
  return bytes.toString('utf8');
}

/**
 * Reads a body to its end as UTF-8 text. Whatever goes wrong, the stream is destroyed and with it the connection.
 *
 * @param encoding the answer's `content-encoding`
 * @throws TransportFailure `too-large` above 8 MiB after decompression, `unreadable` for an encoding nobody asked for
 */
export async function readBody(body: Readable, encoding: string | undefined): Promise<string> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return collect(body);
  const decoder = DECODERS.get(encoding.toLowerCase());
  if (decoder) return decoded(body, decoder());
  const failure = new TransportFailure('unreadable');
  body.on('error', () => {}).destroy(failure);
  throw failure;
}

/** `pipeline` may tell how it tore the streams down instead of why. */
async function decoded(body: Readable, decoder: Transform): Promise<string> {
  let tooLarge: unknown;
  const collecting = (source: AsyncIterable<Buffer>) =>
    collect(source).catch((error: unknown) => {
      if (error instanceof TransportFailure) tooLarge = error;
      throw error;
    });
  try {
    return await pipeline(body, decoder, collecting);
  } catch (error) {
    throw tooLarge ?? error;
  }
}

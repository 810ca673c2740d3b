import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { TransportError } from '../transport-error.js';
import { JsonDepthGuard } from './json-depth-guard.js';

/** Maximum size of a response body, before and after decompression. */
export const MAX_UPSTREAM_BODY_BYTES = 8 * 1024 * 1024;

/** Value of `accept-encoding`: a list of 100 incidents is a quarter of a megabyte of repetitive text. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

type Decompress = (bytes: Buffer, options: ZlibOptions & BrotliOptions) => Promise<Buffer>;

const DECOMPRESSORS = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Whether a body is not compressed. `encoding` is the response's `content-encoding`. */
export function isIdentityEncoding(encoding: string | undefined): encoding is undefined | '' | 'identity' {
  return encoding === undefined || encoding === '' || encoding === 'identity';
}

/** Whether a compressed body can be decompressed. */
export function isSupportedEncoding(encoding: string): boolean {
  return DECOMPRESSORS.has(encoding.toLowerCase());
}

/**
 * The text of a complete body; without a promise when it is not compressed.
 *
 * @param bytes at most 8 MiB
 * @throws the error of zlib above 8 MiB and for an invalid or cut-off body; `TransportError` for JSON that is nested too deep
 */
export function decodeBody(bytes: Buffer, encoding: string | undefined): string | Promise<string> {
  const isIdentity = isIdentityEncoding(encoding) || bytes.length === 0; // an empty body may be declared as compressed
  const decompress = isIdentity ? undefined : DECOMPRESSORS.get(encoding.toLowerCase());
  return decompress ? decompressToText(bytes, decompress) : bytesToText(bytes);
}

async function decompressToText(bytes: Buffer, decompress: Decompress): Promise<string> {
  const decompressed = await decompress(bytes, { maxOutputLength: MAX_UPSTREAM_BODY_BYTES });
  if (new JsonDepthGuard().exceeds(decompressed)) throw new TransportError('unreadable');
  return bytesToText(decompressed);
}

/** Most bodies are ASCII, which is copied several times faster than UTF-8 is decoded. */
function bytesToText(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { TransportError } from '../transport-error.js';
import { JsonDepthGuard } from './json-depth-guard.js';

/** Largest answer that is read, before and after decompression. */
export const MAX_UPSTREAM_BODY_BYTES = 8 * 1024 * 1024;

/** What `accept-encoding` asks for: a list of 100 incidents is a quarter of a megabyte of repetitive text. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

type Decompress = (bytes: Buffer, options: ZlibOptions & BrotliOptions) => Promise<Buffer>;

const DECOMPRESSORS = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Whether a body is its text as it is. `encoding` is the answer's `content-encoding`. */
export function isIdentityEncoding(encoding: string | undefined): encoding is undefined | '' | 'identity' {
  return encoding === undefined || encoding === '' || encoding === 'identity';
}

/** Whether a body that is not plain can be made so. */
export function isSupportedEncoding(encoding: string): boolean {
  return DECOMPRESSORS.has(encoding.toLowerCase());
}

/**
 * The text of a body that is here to its end; a plain one at once.
 *
 * @param bytes at most 8 MiB
 * @throws what zlib throws above 8 MiB, for bytes that are not what they are said to be, and for those without their end;
 *   `TransportFailure` for what unpacks to something nested too deep
 */
export function decodeBody(bytes: Buffer, encoding: string | undefined): string | Promise<string> {
  const isIdentity = isIdentityEncoding(encoding) || bytes.length === 0; // some say of nothing that it is compressed
  const decompress = isIdentity ? undefined : DECOMPRESSORS.get(encoding.toLowerCase());
  return decompress ? decompressToText(bytes, decompress) : bytesToText(bytes);
}

async function decompressToText(bytes: Buffer, decompress: Decompress): Promise<string> {
  const decompressed = await decompress(bytes, { maxOutputLength: MAX_UPSTREAM_BODY_BYTES });
  if (new JsonDepthGuard().exceeds(decompressed)) throw new TransportError('unreadable');
  return bytesToText(decompressed);
}

/** Most answers are ASCII, which is copied several times as fast as UTF-8 is decoded. */
function bytesToText(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

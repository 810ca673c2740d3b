import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { TransportFailure } from '../transport-error.js';
import { Nesting } from './json-depth-guard.js';

/** Largest answer that is read, before and after decompression. */
export const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

/** What `accept-encoding` asks for: a list of 100 incidents is a quarter of a megabyte of repetitive text. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

type Decode = (bytes: Buffer, options: ZlibOptions & BrotliOptions) => Promise<Buffer>;

const DECODERS = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Whether a body is its text as it is. `encoding` is the answer's `content-encoding`. */
export function isPlain(encoding: string | undefined): encoding is undefined | '' | 'identity' {
  return encoding === undefined || encoding === '' || encoding === 'identity';
}

/** Whether a body that is not plain can be made so. */
export function isUnpackable(encoding: string): boolean {
  return DECODERS.has(encoding.toLowerCase());
}

/**
 * The text of a body that is here to its end; a plain one at once.
 *
 * @param bytes at most 8 MiB
 * @throws what zlib throws above 8 MiB, for bytes that are not what they are said to be, and for those without their end;
 *   `TransportFailure` for what unpacks to something nested too deep
 */
export function textOf(bytes: Buffer, encoding: string | undefined): string | Promise<string> {
  const isAsItIs = isPlain(encoding) || bytes.length === 0; // some say of nothing that it is compressed
  const decode = isAsItIs ? undefined : DECODERS.get(encoding.toLowerCase());
  return decode ? decoded(bytes, decode) : plainText(bytes);
}

async function decoded(bytes: Buffer, decode: Decode): Promise<string> {
  const unpacked = await decode(bytes, { maxOutputLength: LARGEST_BODY_BYTES });
  if (new Nesting().isTooDeepWith(unpacked)) throw new TransportFailure('unreadable');
  return plainText(unpacked);
}

/** Most answers are ASCII, which is copied several times as fast as UTF-8 is decoded. */
function plainText(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib';

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

/**
 * Whether a body can be read at all.
 *
 * @param encoding the answer's `content-encoding`
 */
export function isReadable(encoding: string | undefined): boolean {
  return isPlain(encoding) || DECODERS.has(encoding.toLowerCase());
}

/**
 * The text of a body that is here to its end; a plain one at once.
 *
 * @param bytes at most 8 MiB
 * @throws what zlib throws above 8 MiB, for bytes that are not what they are said to be, and for those without their end
 */
export function textOf(bytes: Buffer, encoding: string | undefined): string | Promise<string> {
  const isAsItIs = isPlain(encoding) || bytes.length === 0; // some say of nothing that it is compressed
  const decode = isAsItIs ? undefined : DECODERS.get(encoding.toLowerCase());
  return decode ? decoded(bytes, decode) : plainText(bytes);
}

function isPlain(encoding: string | undefined): encoding is undefined | '' | 'identity' {
  return encoding === undefined || encoding === '' || encoding === 'identity';
}

async function decoded(bytes: Buffer, decode: Decode): Promise<string> {
  return plainText(await decode(bytes, { maxOutputLength: LARGEST_BODY_BYTES }));
}

/** Most answers are ASCII, which is copied several times as fast as UTF-8 is decoded. */
function plainText(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

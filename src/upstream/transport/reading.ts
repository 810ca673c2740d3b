import { LRUCache } from 'lru-cache';
import { textOf } from './body.js';

/** What a body says. */
export interface Reading {
  readonly text: string;
  /** The text as JSON, parsed once; `undefined` when it is none. Nobody may change it: all who get the same bytes share it. */
  readonly json: () => unknown;
}

/** Reads a body, and throws as `textOf` does. `encoding` is the answer's `content-encoding`. */
export type Read = (bytes: Buffer, encoding: string | undefined) => Promise<Reading>;

/** How an upstream's texts become JSON; `undefined` for what is none. */
export type Parse = (text: string) => unknown;

/** Of what is kept, bytes and texts in all: some seven lists of 100 incidents, or forty when they come compressed. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Kept {
  readonly bytes: Buffer;
  /** From the second time on. */
  readonly reading?: Reading;
}

/** Reads every body. */
export function createRead(parse: Parse): Read {
  return async (bytes, encoding) => {
    const text = await textOf(bytes, encoding);
    let parsed: { readonly value: unknown } | undefined;
    return { text, json: () => (parsed ??= { value: parse(text) }).value };
  };
}

/**
 * Reads a body that comes again and again only twice. Who watches a list asks for it every few seconds, and mostly nothing
 * has happened: the bytes are to the last those of the time before, and so is what they say. Every answer is still a call's
 * own, and as fresh as that call.
 *
 * Bytes are looked up by their number and then compared, for the list of the last hour is another path each time. What they
 * say is kept from the second time on: of a body that never comes again, as most while things happen, nothing is kept that
 * the collector would have to copy.
 */
export function createReadAgain(read: Read): Read {
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes, reading }) => 1 + bytes.length + (reading?.text.length ?? 0),
  });
  return async (bytes, encoding) => {
    const name = `${bytes.length} ${encoding ?? ''}`;
    const known = kept.get(name);
    const again = known?.bytes.equals(bytes) ? known : undefined;
    if (again?.reading) return again.reading;
    const reading = await read(bytes, encoding);
    kept.set(name, again ? { bytes, reading } : { bytes });
    return reading;
  };
}

import * as real from '../src/upstream/transport/reading';
import type { Read, Reading } from '../src/upstream/transport/reading';

export * from '../src/upstream/transport/reading';

/**
 * What an upstream says is parsed once and read by many requests. Tests get it frozen, so that whoever changes it fails.
 * Stands in the place of the real module (`moduleNameMapper`), whose import here has no `.js` for that reason.
 */
export const createRead: typeof real.createRead = (secrets) => freezing(real.createRead(secrets));

export const createRememberingRead: typeof real.createRememberingRead = (secrets) =>
  freezing(real.createRememberingRead(secrets));

function freezing(read: Read): Read {
  return async (pieces, encoding) => {
    const reading = await read(pieces, encoding);
    return { ...reading, json: () => frozen(reading.json()) } satisfies Reading;
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

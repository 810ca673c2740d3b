// Freezes parsed upstream bodies in tests, so that code that changes them fails, because many requests share them. It
// replaces the real module (`moduleNameMapper`) and requires it with its own extension, which is not mapped.
const real = require('../src/upstream/transport/http/parsed-body.ts');

function frozen(value) {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

const freezing = (read) => async (pieces, encoding) => {
  const reading = await read(pieces, encoding);
  return { ...reading, json: () => frozen(reading.json()) };
};

module.exports = {
  ...real,
  createBodyReader: (redactor) => freezing(real.createBodyReader(redactor)),
  createCachingBodyReader: (redactor) => freezing(real.createCachingBodyReader(redactor)),
};

// What an upstream says is parsed once and read by many requests. Tests get it frozen, so that whoever changes it fails.
// Stands in the place of the real module (`moduleNameMapper`), which is asked for by its own ending here for that reason.
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

import * as fc from 'fast-check';

const SIGNATURE_BYTES = 16;

const toBase64Url = (bytes: Buffer) => bytes.toString('base64url');

/** Replaces the stored position and keeps the signature. */
function editPosition(cursor: string, change: (position: string) => string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const position = bytes.toString('utf8', SIGNATURE_BYTES);
  return toBase64Url(Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), Buffer.from(change(position))]));
}

function flipBit(cursor: string, at: number): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const index = at % (bytes.length * 8);
  bytes[index >> 3] = (bytes[index >> 3] ?? 0) ^ (1 << (index & 7));
  return toBase64Url(bytes);
}

/** Edits of an attacker or a careless client; some leave the cursor unchanged. */
export const cursorEdits: fc.Arbitrary<(cursor: string) => string> = fc.oneof(
  fc.nat().map((at) => (cursor: string) => flipBit(cursor, at)),
  fc.nat().map((at) => (cursor: string) => cursor.slice(0, at % cursor.length)),
  fc.nat().map((at) => (cursor: string) => cursor.slice(at % cursor.length)),
  fc
    .tuple(fc.nat(), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
    .map(([at, noise]) => (cursor: string) => {
      const cut = at % (cursor.length + 1);
      return cursor.slice(0, cut) + noise + cursor.slice(cut);
    }),
  fc.jsonValue().map((any) => (cursor: string) => editPosition(cursor, () => JSON.stringify(any))),
  fc.nat({ max: 9 }).map((digit) => (cursor: string) => editPosition(cursor, (text) => text.replace(/\d/, `${digit}`))),
  fc.constantFrom(' ', '\n').map((blank) => (cursor: string) => editPosition(cursor, (text) => text + blank)),
  fc.jsonValue().map((any) => () => toBase64Url(Buffer.from(JSON.stringify({ v: 1, list: 'x', position: any })))),
  fc.string({ unit: 'binary' }).map((any) => () => any),
  fc.constantFrom('=', '==', '\n', ' ').map((tail) => (cursor: string) => cursor + tail),
  fc.nat({ max: 100_000 }).map((more) => (cursor: string) => cursor + 'A'.repeat(more)),
);

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^v1=([0-9a-f]{64})$/i;

/** Bounds the comparisons. PagerDuty sends one signature for each valid secret. */
const MAX_SIGNATURES = 10;

/** Takes as long as a secret where none is configured, so that the time does not reveal which accounts exist. */
const DECOY_SECRETS = [randomBytes(32).toString('base64')];

/**
 * Whether one of the signatures is that of the body by one of the secrets. Each pair is compared in constant time.
 *
 * @param header `v1=<64 hex digits>`, several between commas with or without blanks; other versions are ignored
 * (docs/upstream-quirks.md, quirk 141)
 * @param secrets used as they are; they look like base64 and are not decoded (docs/upstream-quirks.md, quirk 122)
 */
export function hasValidSignature(header: string, body: Buffer, secrets: readonly string[]): boolean {
  const given = header.split(',').slice(0, MAX_SIGNATURES).flatMap(parseSignature);
  const keys = secrets.length === 0 ? DECOY_SECRETS : secrets;
  const expected = keys.map((secret) => createHmac('sha256', secret).update(body).digest());
  return expected.flatMap((one) => given.map((other) => timingSafeEqual(one, other))).includes(true);
}

/** The 32 bytes of a signature; none for anything else. */
function parseSignature(text: string): readonly Buffer[] {
  const [, hex] = SIGNATURE.exec(text.trim()) ?? [];
  return hex === undefined ? [] : [Buffer.from(hex, 'hex')];
}

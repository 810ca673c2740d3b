import type { PolicyBody, WirePolicy } from './wire.js';

/**
 * The body that writes a policy as it is. An update replaces the whole policy, so members and mechanisms that the gateway
 * does not know stay. Empty mechanism lists are omitted, as Cloudflare does (docs/upstream-quirks.md, quirk 106).
 */
export function toPolicyBody({ id: _id, created: _created, modified: _modified, ...body }: WirePolicy): PolicyBody {
  if (!body.mechanisms) return body;
  const used = Object.entries(body.mechanisms).filter(([, entries]) => entries?.length);
  return { ...body, mechanisms: Object.fromEntries(used) };
}

import { readFileSync } from 'node:fs';

/** Webhooks in the form of PagerDuty's, with signatures made outside of this repository. */
interface SignedWebhooks {
  readonly secret: string;
  readonly secondSecret: string;
  /** The header for the last webhook while both secrets are valid. */
  readonly rotation: string;
  readonly webhooks: readonly { readonly type: string; readonly signature: string; readonly body: string }[];
}

export function readSignedWebhooks(): SignedWebhooks {
  return JSON.parse(readFileSync(new URL('signed-webhooks.json', import.meta.url), 'utf8')) as SignedWebhooks;
}

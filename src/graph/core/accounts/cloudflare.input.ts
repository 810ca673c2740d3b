import { InputType } from 'type-graphql';
import { AccountField } from './account-arg.js';

/** Base of all inputs of mutations in a Cloudflare account. */
@InputType()
export abstract class CloudflareInput {
  @AccountField('CLOUDFLARE')
  readonly account?: string | null;
}

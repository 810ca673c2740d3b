import { Arg, Field } from 'type-graphql';
import type { Upstream } from '../../../faults/fault.js';

const DESCRIPTIONS: Readonly<Record<Upstream, string>> = {
  CLOUDFLARE:
    'Key or Cloudflare id of a configured Cloudflare account; when omitted that of a given global id, else the default account.',
  PAGERDUTY:
    'Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account.',
};

/** Declares the optional `account` argument of a query or field. */
export function AccountArg(upstream: Upstream) {
  return Arg('account', () => String, { nullable: true, description: DESCRIPTIONS[upstream] });
}

/** Declares the optional `account` field of an input type. */
export function AccountField(upstream: Upstream): PropertyDecorator {
  return Field(() => String, { nullable: true, description: DESCRIPTIONS[upstream] });
}

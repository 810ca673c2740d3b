import { Field, InputType } from 'type-graphql';
import { AccountField } from '../accounts/account-arg.js';
import { EmailAddress } from '../scalars.js';

/** Fields of every mutation that PagerDuty records for a user. */
@InputType()
export abstract class ActorInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE.',
  })
  readonly actor?: string | null;
}

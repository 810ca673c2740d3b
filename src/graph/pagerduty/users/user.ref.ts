import { Directive, Field, InputType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { clipForMessage, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { EmailAddress } from '../../core/scalars.js';

@Directive('@oneOf')
@InputType({ description: 'A PagerDuty user: by global id, PagerDuty id, or e-mail.' })
export class UserRef extends PagerDutyRef {
  @Field(() => EmailAddress, { nullable: true, description: 'Complete e-mail address, looked up in PagerDuty.' })
  readonly email?: string | null;
}

/**
 * Validates the reference at once and returns a function that resolves the upstream id. Only an e-mail needs a call.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`; the returned function throws `NOT_FOUND` there if no user has the e-mail
 */
export function prepareUserLookup(
  ref: UserRef,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<string> {
  const { email } = assertOneOf(ref, field);
  if (email == null) {
    const id = parsePagerDutyRef(ref, 'PagerDutyUser', accountContext, field);
    return async () => id;
  }
  return async () => {
    const user = await accountContext.loaders.userByEmail.load(email);
    if (user) return user.id;
    throw new Fault('NOT_FOUND', `PagerDuty has no user with the e-mail ${clipForMessage(email)}.`, {
      field: [...field, 'email'],
    });
  };
}

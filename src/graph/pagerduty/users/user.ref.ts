import { Directive, Field, InputType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { clipForMessage, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { EmailAddress } from '../../core/scalars.js';

@Directive('@oneOf')
@InputType({ description: 'A PagerDuty user: by this gateway’s id, by PagerDuty’s own, or by e-mail.' })
export class UserRef extends PagerDutyRef {
  @Field(() => EmailAddress, { nullable: true, description: 'The user’s e-mail, whole; looked up in PagerDuty.' })
  readonly email?: string | null;
}

/**
 * Judges the reference at once; what it returns gives the upstream id, with a call only for an e-mail.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`; later `NOT_FOUND` there, when nobody has the e-mail
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

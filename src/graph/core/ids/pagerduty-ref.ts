import { Field, ID, InputType } from 'type-graphql';
import { assertOneOf } from '../input/validate.js';
import type { PagerDutyAccountContext } from '../context.js';
import { validateUpstreamId, parseUpstreamId, type PagerDutyIdType } from './global-id.js';

/** Base of all references to PagerDuty objects. */
@InputType({ description: 'Reference to a PagerDuty object, by global id or by PagerDuty id.' })
export abstract class PagerDutyRef {
  @Field(() => ID, { nullable: true, description: 'Global id of the object.' })
  readonly id?: string | null;

  @Field(() => String, { nullable: true, description: 'PagerDuty id, e.g. PT4KHLK.' })
  readonly pagerDutyId?: string | null;
}

/**
 * Returns the PagerDuty id of a reference.
 *
 * @throws {Fault} `INVALID_INPUT` at `field` unless exactly one member is set, to a valid id of this type and account
 */
export function parsePagerDutyRef(
  ref: PagerDutyRef,
  type: PagerDutyIdType,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): string {
  const { id, pagerDutyId } = assertOneOf(ref, field);
  if (id != null) return parseUpstreamId(id, type, accountContext.key, [...field, 'id']);
  return validateUpstreamId(pagerDutyId ?? '', [...field, 'pagerDutyId']);
}

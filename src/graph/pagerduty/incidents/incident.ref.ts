import { Directive, Field, InputType, Int } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { assertOneOf, validateKey, MAX_KEY_LENGTH } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { ServiceRef } from '../services/service.ref.js';

@InputType({
  description:
    'An incident by service and dedup key: the open one, otherwise the newest resolved one. Callers need not store PagerDuty’s incident id.',
})
export class DedupRef {
  @Field(() => ServiceRef, { description: 'Service of the incident.' })
  readonly service!: ServiceRef;

  @Field({ description: `Dedup key of the incident: 1 to ${MAX_KEY_LENGTH} characters.` })
  readonly dedupKey!: string;
}

@Directive('@oneOf')
@InputType({ description: 'An incident: by global id, PagerDuty id, number, or dedup key.' })
export class IncidentRef extends PagerDutyRef {
  @Field(() => Int, { nullable: true, description: 'Incident number, e.g. 1234.' })
  readonly number?: number | null;

  @Field(() => DedupRef, { nullable: true, description: 'Service and dedup key.' })
  readonly dedup?: DedupRef | null;
}

/** A validated reference, ready for a PagerDuty request. */
export type IncidentLocator =
  | { readonly id: string }
  | { readonly number: number }
  | { readonly serviceId: string; readonly dedupKey: string };

/**
 * Validates a reference without an upstream call.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function parseIncidentRef(
  ref: IncidentRef,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): IncidentLocator {
  const { number, dedup } = assertOneOf(ref, field);
  if (number != null) {
    if (number > 0) return { number };
    throw new Fault('INVALID_INPUT', 'Incident numbers start at 1.', { field: [...field, 'number'] });
  }
  if (dedup == null) return { id: parsePagerDutyRef(ref, 'Incident', accountContext, field) };
  return {
    serviceId: parsePagerDutyRef(dedup.service, 'PagerDutyService', accountContext, [...field, 'dedup', 'service']),
    dedupKey: validateKey(dedup.dedupKey, [...field, 'dedup', 'dedupKey']),
  };
}

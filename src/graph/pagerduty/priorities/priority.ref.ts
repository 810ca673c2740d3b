import { Directive, Field, InputType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { requireComplete } from '../../../upstream/transport/partial-list.js';
import { asString } from '../../../shared/json.js';
import { clipForMessage, assertNotBlank, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'A priority: by global id, PagerDuty id, or name.' })
export class PriorityRef extends PagerDutyRef {
  @Field(() => String, {
    nullable: true,
    description: 'Complete name, e.g. P1. If several priorities have this name, the most important one is used.',
  })
  readonly name?: string | null;
}

/**
 * Validates the reference at once and returns a function that resolves the upstream id. Only a name needs a call.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`; the returned function throws `NOT_FOUND` there if no priority has the name
 */
export function preparePriorityLookup(
  ref: PriorityRef,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<string> {
  const { name } = assertOneOf(ref, field);
  if (name == null) {
    const id = parsePagerDutyRef(ref, 'Priority', accountContext, field);
    return async () => id;
  }
  const wantedName = assertNotBlank(name, [...field, 'name']).trim();
  return async () => {
    const priorities = requireComplete(await accountContext.loaders.priorities());
    const priority = priorities.find(
      (candidate) => asString(candidate.name ?? candidate.summary)?.trim() === wantedName,
    );
    if (priority) return priority.id;
    throw new Fault('NOT_FOUND', `PagerDuty has no priority named “${clipForMessage(wantedName)}”.`, {
      field: [...field, 'name'],
    });
  };
}

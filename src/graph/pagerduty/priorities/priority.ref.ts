import { Directive, Field, InputType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { requireComplete } from '../../../upstream/transport/partial-list.js';
import { asString } from '../../../shared/json.js';
import { clipForMessage, assertNotBlank, assertOneOf } from '../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'A priority: by this gateway’s id, by PagerDuty’s own, or by name.' })
export class PriorityRef extends PagerDutyRef {
  @Field(() => String, {
    nullable: true,
    description: 'The whole name, e.g. P1; of several with one name the most important is taken.',
  })
  readonly name?: string | null;
}

/**
 * Judges the reference at once; what it returns gives the upstream id, with a call only for a name.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`; later `NOT_FOUND` there, when no priority has the name
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

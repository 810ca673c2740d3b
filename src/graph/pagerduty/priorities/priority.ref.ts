import { Directive, Field, InputType } from 'type-graphql';
import { Fault } from '../../../faults/fault.js';
import { whole } from '../../../upstream/transport/partial-list.js';
import { textOf } from '../../../shared/json.js';
import { inShort, notBlank, onlyMember } from '../../core/input/validate.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyIdOf, PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

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
export function priorityFinder(
  ref: PriorityRef,
  access: PagerDutyAccess,
  field: readonly string[],
): () => Promise<string> {
  const { name } = onlyMember(ref, field);
  if (name == null) {
    const id = pagerDutyIdOf(ref, 'Priority', access, field);
    return async () => id;
  }
  const wanted = notBlank(name, [...field, 'name']).trim();
  return async () => {
    const priorities = whole(await access.loaders.priorities());
    const priority = priorities.find((one) => textOf(one.name ?? one.summary)?.trim() === wanted);
    if (priority) return priority.id;
    throw new Fault('NOT_FOUND', `PagerDuty has no priority named “${inShort(wanted)}”.`, {
      field: [...field, 'name'],
    });
  };
}

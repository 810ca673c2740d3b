import { Args, ArgsType, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readAllPages } from '../../../loaders/read-all-pages.js';
import { DAY_MS, toIsoSecond } from '../../../shared/whole-seconds.js';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import type { WireChangeEvent } from '../../../upstream/pagerduty/wire-change-event.js';
import type { Page, PageQuery } from '../../../upstream/pagerduty/wire.js';
import { countOmitted, markPartial } from '../../../upstream/transport/partial-list.js';
import { MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { DEFAULT_FIRST_OF_SHORT_LIST, MAX_FIRST, validatePageSize } from '../../core/pagination/page-size.js';
import { Incident } from '../incidents/incident.type.js';
import { readPlanFeature } from '../../core/errors/plan-feature.js';
import { toLogEntry } from '../log-entries/log-entry.map.js';
import { toChangeEvent } from './change-event.map.js';
import { TimelineEntry } from './timeline-entry.type.js';

@ArgsType()
class TimelineWithChangesArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_FIRST_OF_SHORT_LIST,
    description: `Maximum number of entries, 1 to ${MAX_FIRST}.`,
  })
  readonly first?: number | null;
}

@Resolver(() => Incident)
export class TimelineWithChangesResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [TimelineEntry], {
    nullable: true,
    description:
      'Log entries of the incident and the changes around it in one list, newest first. The changes are those of `changeEvents`; without AIOps, those of the service from a day before the incident on. With over 1000 log entries, or changes of the service, it is refused: use `timeline`.',
  })
  async timelineWithChanges(
    @Root() incident: Incident,
    @Args(() => TimelineWithChangesArgs) { first }: TimelineWithChangesArgs,
  ): Promise<TimelineEntry[]> {
    const size = validatePageSize(first, DEFAULT_FIRST_OF_SHORT_LIST);
    const { client } = incident.accountContext;
    const [log, changes] = await Promise.all([
      readAllPages((page) => client.listLogEntries(incident.pagerDutyId, page)),
      readChanges(incident),
    ]);
    const entries = [
      ...log.map((wire) => toEntry(incident, wire.created_at, { logEntry: toLogEntry(wire, incident.accountContext) })),
      ...changes.map((wire) =>
        toEntry(incident, wire.timestamp, { changeEvent: toChangeEvent(wire, incident.accountContext) }),
      ),
    ];
    // PagerDuty documents the order of neither list.
    const newest = entries.toSorted((a, b) => b.secondsAfterCreation - a.secondsAfterCreation).slice(0, size);
    return markPartial(newest, countOmitted(log) + countOmitted(changes));
  }
}

function toEntry(
  { createdAt }: Incident,
  at: string,
  part: Partial<Pick<TimelineEntry, 'logEntry' | 'changeEvent'>>,
): TimelineEntry {
  const secondsAfterCreation = (Date.parse(at) - Date.parse(createdAt)) / 1000;
  return { at, secondsAfterCreation, logEntry: null, changeEvent: null, ...part };
}

/** Those that PagerDuty relates to the incident; without them, the service's own. */
async function readChanges({ accountContext, pagerDutyId, wire, createdAt, resolvedAt }: Incident) {
  const { client } = accountContext;
  const related = await readPlanFeature(() => client.listRelatedChangeEvents(pagerDutyId, MAX_PAGE_SIZE));
  if (related.value !== null || !isReference(wire.service)) return related.value ?? NO_CHANGES;
  const serviceId = wire.service.id;
  const range = {
    since: toIsoSecond(Date.parse(createdAt) - DAY_MS),
    ...(resolvedAt !== null && { until: toIsoSecond(Date.parse(resolvedAt)) }),
  };
  return readEachOnce((page) => client.listChangeEventsOfService(serviceId, { ...page, ...range }));
}

/** Whether pages of change events work is unverified: one that adds nothing is the last (docs/upstream-quirks.md, quirk 158). */
async function readEachOnce(read: (page: PageQuery) => Promise<Page<WireChangeEvent>>) {
  const changes = new Map<string, WireChangeEvent>();
  const listed = await readAllPages(async (query) => {
    const page = await read(query);
    const countBefore = changes.size;
    for (const change of page.items) changes.set(change.id, change);
    return { ...page, more: page.more && changes.size > countBefore };
  });
  return markPartial([...changes.values()], countOmitted(listed));
}

const NO_CHANGES: readonly WireChangeEvent[] = [];

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AccountArg } from '../../core/accounts/account-arg.js';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { parseUpstreamId } from '../../core/ids/global-id.js';
import { DEFAULT_FIRST, validatePageSize, MAX_FIRST } from '../../core/pagination/page-size.js';
import { getSelection } from '../../core/selection/selection.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { selectIncludes } from '../incidents/incident-includes.js';
import { toIncident } from '../incidents/incident.map.js';
import { Incident } from '../incidents/incident.type.js';
import { toQueuedTrigger } from './queued-trigger.map.js';
import { QueuedTrigger } from './queued-trigger.type.js';
import { PagerDutyOutbox } from './outbox.type.js';
import { SETTLED_TTL_MS } from '../../../store/outbox.js';

@Resolver(() => QueuedTrigger)
export class QueuedTriggerResolver {
  @Requires('INCIDENTS_WRITE', 'NEVER')
  @Query(() => QueuedTrigger, {
    nullable: true,
    description: `A queued trigger by the id that triggerIncident or sendAlertEvent returned; null ${SETTLED_TTL_MS / 3_600_000} hours after its end. It calls no upstream.`,
  })
  async queuedTrigger(
    @Ctx() { pagerduty }: Context,
    @Arg('id', () => ID, { description: 'Id of the queued trigger.' }) id: string,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<QueuedTrigger | null> {
    const accountContext = resolveAccount(pagerduty, account, { id });
    const queuedId = parseUpstreamId(id, 'QueuedTrigger', accountContext.key, ['id']);
    const item = await accountContext.outbox?.find(queuedId);
    return item ? toQueuedTrigger(item, accountContext) : null;
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'Incident that triggerIncident created; null before, and for an alert event.',
  })
  async incident(
    @Root() { incidentId: id, accountContext }: QueuedTrigger,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (id === undefined) return null;
    const include = selectIncludes(getSelection(info));
    const wire = await nullIfNotFound(accountContext.loaders.incident.load({ id, include }));
    return wire && toIncident(wire, accountContext, include);
  }
}

@Resolver(() => PagerDutyOutbox)
export class OutboxOfAccountResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => [QueuedTrigger], { description: 'Queued triggers that wait, oldest first.' })
  async queuedTriggers(
    @Root() { accountContext }: PagerDutyOutbox,
    @Arg('first', () => Int, { defaultValue: DEFAULT_FIRST, description: `Maximum number: 1 to ${MAX_FIRST}.` })
    first: number,
  ): Promise<readonly QueuedTrigger[]> {
    const items = (await accountContext.outbox?.list(validatePageSize(first))) ?? [];
    return items.map((item) => toQueuedTrigger(item, accountContext));
  }
}

@Resolver(() => PagerDutyAccount)
export class PagerDutyAccountOutboxResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => PagerDutyOutbox, {
    nullable: true,
    description: 'Triggers and alert events that wait until PagerDuty is available; null if the gateway cannot queue.',
  })
  async outbox(@Root() { accountContext }: PagerDutyAccount): Promise<PagerDutyOutbox | null> {
    const depth = await accountContext.outbox?.readDepth();
    if (!depth) return null;
    const { waiting, oldestAt } = depth;
    return { accountContext, waiting, oldestQueuedAt: oldestAt === undefined ? null : new Date(oldestAt) };
  }
}

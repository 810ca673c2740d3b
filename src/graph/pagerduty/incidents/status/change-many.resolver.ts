import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withAcknowledger, withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection, type Selection } from '../../../core/selection/selection.js';
import { BULK_DEADLINE_MS } from './bulk-change.js';
import { acknowledgeIncidents, resolveIncidents } from './change-many.js';
import { AcknowledgeIncidentsInput, ResolveIncidentsInput } from './change-status.input.js';
import { AcknowledgeIncidentsPayload, ResolveIncidentsPayload } from './change-status.type.js';
import { MAX_BULK_INCIDENTS } from '../mutation.input.js';

@Resolver()
export class ChangeManyStatusesResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AcknowledgeIncidentsPayload, {
    nullable: true,
    description: `Acknowledge 1 to ${MAX_BULK_INCIDENTS} incidents, each like acknowledgeIncident. PagerDuty assigns all of them to the actor. Returns within ${BULK_DEADLINE_MS / 1000} seconds.`,
  })
  acknowledgeIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AcknowledgeIncidentsInput, { description: 'Incidents to acknowledge.' })
    input: AcknowledgeIncidentsInput,
  ): Promise<AcknowledgeIncidentsPayload> {
    return runMutation(
      requestScope,
      { results: [] },
      () => {
        const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
        return withAcknowledger(input, accountContext, ({ actor }) =>
          acknowledgeIncidents(input.incidents, accountContext, actor, Date.now, toIncidentSelection(info)),
        );
      },
      BULK_DEADLINE_MS,
    );
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveIncidentsPayload, {
    nullable: true,
    description: `Resolve 1 to ${MAX_BULK_INCIDENTS} incidents, each like resolveIncident. Returns within ${BULK_DEADLINE_MS / 1000} seconds.`,
  })
  resolveIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveIncidentsInput, { description: 'Incidents to resolve.' }) input: ResolveIncidentsInput,
  ): Promise<ResolveIncidentsPayload> {
    return runMutation(
      requestScope,
      { results: [] },
      () => {
        const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
        const resolution =
          input.resolution == null ? undefined : assertNotBlank(input.resolution, ['input', 'resolution']);
        return withActor(input, accountContext, ({ actor }) =>
          resolveIncidents(input.incidents, accountContext, resolution, actor, Date.now, toIncidentSelection(info)),
        );
      },
      BULK_DEADLINE_MS,
    );
  }
}

function toIncidentSelection(info: GraphQLResolveInfo): Selection {
  return getSelection(info).at('results', 'incident');
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { toUserError } from '../../../core/errors/user-error.type.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { readBackIncident } from '../incident-read-back.js';
import { setCustomFields } from './set-custom-fields.js';
import { SetIncidentCustomFieldsInput } from './set-custom-fields.input.js';
import { SetIncidentCustomFieldsPayload } from './set-custom-fields.type.js';

@Resolver()
export class SetCustomFieldsResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => SetIncidentCustomFieldsPayload, {
    nullable: true,
    description:
      'Set custom fields of an incident. Values are checked against the definitions of its type first, and each wrong one is named. All fields are set, or none.',
  })
  setIncidentCustomFields(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => SetIncidentCustomFieldsInput, { description: 'Incident, and its new values.' })
    input: SetIncidentCustomFieldsInput,
  ): Promise<SetIncidentCustomFieldsPayload> {
    return runMutation(requestScope, { changed: false, incident: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { incident, changed, refusals } = await withActor(input, accountContext, (inputWithActor) =>
        setCustomFields(inputWithActor, accountContext),
      );
      if (refusals.length > 0) {
        const userErrors = refusals.map((refusal) => toUserError(refusal, 'INVALID_INPUT'));
        return { changed, incident: null, userErrors };
      }
      const selection = getSelection(info).at('incident');
      return { changed, incident: await readBackIncident(incident, accountContext, selection, changed) };
    });
  }
}

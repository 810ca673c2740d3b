import { Field, ObjectType } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { PolicySilence } from './silence.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of createPolicySilence.', simpleResolvers: true })
export class CreatePolicySilencePayload extends MutationPayload {
  @Field({ description: 'False if refused, and if such a silence exists, which is returned then.' })
  readonly created!: boolean;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => PolicySilence, {
    nullable: true,
    description:
      'The silence; null if refused, and if Cloudflare accepted it and does not list it within some seconds. Requires DESTINATIONS_READ.',
  })
  readonly silence!: PolicySilence | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of endPolicySilence.', simpleResolvers: true })
export class EndPolicySilencePayload extends MutationPayload {
  @Field({ description: 'Whether the mutation ended the silence: false if refused, and if it was over before.' })
  readonly ended!: boolean;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => PolicySilence, {
    nullable: true,
    description: 'The silence before the mutation; null if refused. Requires DESTINATIONS_READ.',
  })
  readonly silence!: PolicySilence | null;
}

import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import type { Fault } from '../../../faults/fault.js';
import { USER_ERROR_CODES, type UserErrorCode } from '../../../faults/codes.js';
import { UpstreamFault } from './upstream-fault.type.js';
import { ListSize } from '../limits/list-size.js';

export const UserErrorCodeEnum = Object.fromEntries(USER_ERROR_CODES.map((code) => [code, code]));
registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'Why a mutation was refused.',
  valuesConfig: Object.fromEntries(
    USER_ERROR_CODES.map((code) => [
      code,
      { description: `${ERROR_CATALOG[code].description} ${ERROR_CATALOG[code].remedy}` },
    ]),
  ),
});

@ObjectType({ description: 'An expected refusal the caller can act on.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'What kind of refusal it is.' })
  readonly code!: UserErrorCode;

  @Field({ description: 'One English sentence, safe to show.' })
  readonly message!: string;

  @ListSize(4)
  @Field(() => [String], {
    nullable: true,
    description: 'Path inside the arguments, e.g. ["input", "service", "id"]; null when it concerns no single field.',
  })
  readonly field?: readonly string[];

  @Field(() => UpstreamFault, {
    nullable: true,
    description: 'Present when an upstream refused; null when the gateway did.',
  })
  readonly upstream?: UpstreamFault;
}

@InterfaceType({ description: 'What every mutation answers.', autoRegisterImplementations: true })
export abstract class MutationPayload {
  @ListSize(0)
  @Field(() => [UserError], { description: 'Empty exactly when the mutation did what was asked.' })
  readonly userErrors!: readonly UserError[];
}

/** A fault as an entry of `userErrors`, under the code it has there. */
export function toUserError(fault: Fault, code: UserErrorCode): UserError {
  const { message, field, upstream } = fault;
  return { code, message, ...(field ? { field } : {}), ...(upstream ? { upstream } : {}) };
}

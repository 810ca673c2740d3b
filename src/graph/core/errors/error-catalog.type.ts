import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import { GATEWAY_ERROR_CODES, type GatewayErrorCode, type UserErrorCode } from '../../../faults/codes.js';
import { UserErrorCodeEnum } from './user-error.type.js';

const GatewayErrorCodeEnum = Object.fromEntries(GATEWAY_ERROR_CODES.map((code) => [code, code]));
registerEnumType(GatewayErrorCodeEnum, {
  name: 'GatewayErrorCode',
  description: 'Value of `errors[].extensions.code`: a failure that is not an expected error of a mutation.',
  valuesConfig: Object.fromEntries(
    GATEWAY_ERROR_CODES.map((code) => [
      code,
      { description: `${ERROR_CATALOG[code].description} ${ERROR_CATALOG[code].remedy}` },
    ]),
  ),
});

@ObjectType({ description: 'Entry of the error catalog.', simpleResolvers: true })
export class ErrorCatalogEntry {
  @Field(() => UserErrorCodeEnum, {
    nullable: true,
    description: 'The code as it appears in `userErrors`; null when it never does.',
  })
  readonly userError!: UserErrorCode | null;

  @Field(() => GatewayErrorCodeEnum, {
    nullable: true,
    description: 'The code as it appears in `errors[].extensions.code`; null when it never does.',
  })
  readonly gatewayError!: GatewayErrorCode | null;

  @Field({ description: 'Meaning of the code.' })
  readonly description!: string;

  @Field({ description: 'Action for the caller or the operator.' })
  readonly remedy!: string;

  @Field({ description: 'Whether a retry of the identical operation can succeed.' })
  readonly retryable!: boolean;
}

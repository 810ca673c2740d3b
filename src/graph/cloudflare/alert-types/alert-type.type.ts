import { Field, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { ListSize } from '../../core/limits/list-size.js';

@ObjectType({ description: 'Value that a filter of an alert type accepts.', simpleResolvers: true })
export class AlertFilterValue {
  @Field({ description: 'The value, as it is sent.' })
  readonly value!: string;

  @Field(() => String, { nullable: true, description: 'Meaning of the value.' })
  readonly description!: string | null;
}

@ObjectType({ description: 'Filter that policies of an alert type may have.', simpleResolvers: true })
export class AlertFilter {
  @Field({ description: 'Cloudflare filter key, e.g. zones.' })
  readonly key!: string;

  @Field({
    description:
      'Whether a policy needs this filter. Cloudflare marks some as optional and then refuses policies without them; those that are known count as required.',
  })
  readonly isRequired!: boolean;

  @Field(() => String, { nullable: true, description: 'Comparison with the values, e.g. == or >=.' })
  readonly operator!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of values, in Cloudflare’s terms, e.g. 0-1 or 1-n.' })
  readonly range!: string | null;

  @ListSize(4)
  @Field(() => [AlertFilterValue], {
    nullable: true,
    description: 'Values to choose from; null if Cloudflare lists no values.',
  })
  readonly values!: readonly AlertFilterValue[] | null;
}

@ObjectType({ description: 'Kind of alert that a Cloudflare account may have policies for.', simpleResolvers: true })
export class AlertType {
  @Field({ description: 'Value for `alertType` of a policy, e.g. http_alert_origin_error.' })
  readonly type!: string;

  @Field(() => String, { nullable: true, description: 'Name of the alert type.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Text of Cloudflare about the alert.' })
  readonly description!: string | null;

  @Field({ description: 'Cloudflare product of the alert type.' })
  readonly product!: string;

  @ListSize(4)
  @Field(() => [AlertFilter], { description: 'Filters that a policy may have; empty if it takes no filters.' })
  readonly filters!: readonly AlertFilter[];
}

export const AlertTypeConnection = createConnectionType(AlertType, 'AlertType', 'alert types');

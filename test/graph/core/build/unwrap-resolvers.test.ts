import 'reflect-metadata';
import { afterEach, expect, test } from '@jest/globals';
import { graphql, type GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Authorized,
  buildSchemaSync,
  Ctx,
  Field,
  FieldResolver,
  getMetadataStorage,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
  type NonEmptyArray,
} from 'type-graphql';
import { unwrapResolvers } from '../../../../src/graph/core/build/unwrap-resolvers.js';

afterEach(() => getMetadataStorage().clear());

const unwrappedSchema = (...resolvers: NonEmptyArray<Function>) =>
  unwrapResolvers(buildSchemaSync({ resolvers, authChecker: () => false }), resolvers);

test('each parameter of a method gets what its decorator names', async () => {
  @ObjectType()
  class Thing {
    readonly size!: number;
  }
  @ArgsType()
  class Sizes {
    @Field(() => Int)
    readonly by!: number;
  }
  @Resolver(() => Thing)
  class Things {
    private readonly unit = 'cm';

    @Query(() => Thing)
    thing(@Arg('size', () => Int) size: number): Thing {
      return { size };
    }

    @Mutation(() => String)
    rename(@Ctx() { user }: { readonly user: string }): string {
      return `by ${user}`;
    }

    @FieldResolver(() => String, { name: 'grown' })
    grow(
      @Info() { fieldName }: GraphQLResolveInfo,
      @Root() { size }: Thing,
      @Args(() => Sizes) { by }: Sizes,
      @Arg('unit', () => String, { nullable: true }) unit?: string,
    ): string {
      return `${fieldName} to ${size + by} ${unit ?? this.unit}`;
    }
  }
  const schema = unwrappedSchema(Things);
  const response = (source: string) => graphql({ schema, source, contextValue: { user: 'ada' } });
  expect(await response('{ thing(size: 2) { grown(by: 3) } }')).toEqual({
    data: { thing: { grown: 'grown to 5 cm' } },
  });
  const inches = '{ thing(size: 2) { grown(by: 3, unit: "in") } }';
  expect(await response(inches)).toEqual({ data: { thing: { grown: 'grown to 5 in' } } });
  expect(await response('mutation { rename }')).toEqual({ data: { rename: 'by ada' } });
});

test.each<[string, MethodDecorator]>([
  ['a middleware', UseMiddleware(async (_, next) => next())],
  ['roles', Authorized('ADMIN')],
])('a field with %s is rejected', (_, decorate) => {
  @Resolver()
  class Guarded {
    @decorate
    @Query(() => String)
    secret(): string {
      return 'told';
    }
  }
  expect(() => unwrappedSchema(Guarded)).toThrow('Middleware and roles of secret are not supported.');
});

test('a parameter for a part of the context is rejected', () => {
  @Resolver()
  class Parted {
    @Query(() => String)
    name(@Ctx('user') user: string): string {
      return user;
    }
  }
  expect(() => unwrappedSchema(Parted)).toThrow('A parameter of name has an unsupported kind.');
});

test('a parameter with its own validation is rejected', () => {
  @Resolver()
  class Validated {
    @Query(() => String)
    name(@Arg('short', { validateFn: () => {} }) short: string): string {
      return short;
    }
  }
  expect(() => unwrappedSchema(Validated)).toThrow('Validation of a parameter of name is not supported.');
});

test('a method of an object type is called on the object', async () => {
  @ObjectType()
  class Thing {
    constructor(private readonly called: string) {}

    @Field(() => String)
    name(): string {
      return this.called;
    }
  }
  @Resolver()
  class Things {
    @Query(() => Thing)
    thing(): Thing {
      return new Thing('Gate 4');
    }
  }
  const response = await graphql({ schema: unwrappedSchema(Things), source: '{ thing { name } }' });
  expect(response).toEqual({ data: { thing: { name: 'Gate 4' } } });
});

test('a method that throws synchronously fails its own field only', async () => {
  @Resolver()
  class Mixed {
    @Query(() => String, { nullable: true })
    bad(): string {
      throw new Error('Not today.');
    }

    @Query(() => String)
    good(): string {
      return 'here';
    }
  }
  const { data, errors } = await graphql({ schema: unwrappedSchema(Mixed), source: '{ bad good }' });
  expect(data).toEqual({ bad: null, good: 'here' });
  expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([{ message: 'Not today.', path: ['bad'] }]);
});

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
import { callResolversDirectly } from '../../src/graph/direct-resolvers.js';

afterEach(() => getMetadataStorage().clear());

const direct = (...resolvers: NonEmptyArray<Function>) =>
  callResolversDirectly(buildSchemaSync({ resolvers, validate: false, authChecker: () => false }));

test('each parameter of a method is given what it is annotated with', async () => {
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

    @FieldResolver(() => String)
    grown(
      @Info() { fieldName }: GraphQLResolveInfo,
      @Root() { size }: Thing,
      @Args(() => Sizes) { by }: Sizes,
    ): string {
      return `${fieldName} to ${size + by} ${this.unit}`;
    }
  }
  const schema = direct(Things);
  const answer = (source: string) => graphql({ schema, source, contextValue: { user: 'ada' } });
  expect(await answer('{ thing(size: 2) { grown(by: 3) } }')).toEqual({ data: { thing: { grown: 'grown to 5 cm' } } });
  expect(await answer('mutation { rename }')).toEqual({ data: { rename: 'by ada' } });
});

test.each<[string, MethodDecorator]>([
  ['a middleware', UseMiddleware(async (_, next) => next())],
  ['roles', Authorized('ADMIN')],
])('a field with %s is not left without it', (_, decorate) => {
  @Resolver()
  class Guarded {
    @decorate
    @Query(() => String)
    secret(): string {
      return 'told';
    }
  }
  expect(() => direct(Guarded)).toThrow('What stands before secret would not be asked.');
});

test('a part of the context is not mistaken for the whole', () => {
  @Resolver()
  class Parted {
    @Query(() => String)
    name(@Ctx('user') user: string): string {
      return user;
    }
  }
  expect(() => direct(Parted)).toThrow('A parameter of name is of a kind that is not used here.');
});

test('a method of an object type itself is not called on another object', () => {
  @ObjectType()
  class Thing {
    @Field(() => String)
    name(): string {
      return 'thing';
    }
  }
  @Resolver()
  class Things {
    @Query(() => Thing)
    thing(): Thing {
      return new Thing();
    }
  }
  expect(() => direct(Things)).toThrow('name belongs into a resolver class.');
});

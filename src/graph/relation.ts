/**
 * The type of a field whose class is imported only for its shape: emitted decorator metadata then names no class, so
 * files that refer to each other load in any order.
 */
export type Relation<T> = T;

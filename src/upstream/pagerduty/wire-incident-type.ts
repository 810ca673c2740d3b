/** A type of incidents. Types are never deleted, only disabled. */
export interface WireIncidentType {
  readonly id: string;
  /** Unique; never changes. */
  readonly name: string;
  readonly display_name?: string | null;
  readonly description?: string | null;
  readonly enabled?: boolean | null;
  readonly parent?: { readonly id?: string | null } | null;
}

/** Name and types of a custom field. */
interface WireField {
  readonly id: string;
  /** Unique in the account; never changes. */
  readonly name: string;
  readonly display_name?: string | null;
  readonly description?: string | null;
  readonly data_type: string;
  readonly field_type: string;
}

/** The definition of a custom field of an incident type. */
export interface WireCustomField extends WireField {
  readonly default_value?: unknown;
  readonly enabled?: boolean | null;
  /** Of fields with fixed values. */
  readonly field_options?: readonly WireFieldOption[] | null;
}

export interface WireFieldOption {
  readonly data: { readonly value: string };
}

/** A custom field of an incident with its value, which is bare and not in an object (docs/upstream-quirks.md, quirk 169). */
export interface WireFieldValue extends WireField {
  readonly value?: unknown;
}

/** A custom field value to write; null removes the value. */
export interface FieldAssignment {
  readonly name: string;
  readonly value: unknown;
}

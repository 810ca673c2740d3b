import type { NamedRecord } from './account-records.js';

/** A value of one field; lists belong to multi-value fields. */
export type FieldValue = boolean | number | string | readonly string[] | null;

/** The definition of a custom field. */
export interface CustomField extends NamedRecord {
  readonly displayName: string;
  readonly description: string | null;
  readonly dataType: 'boolean' | 'integer' | 'float' | 'string' | 'datetime' | 'url';
  readonly fieldType: 'single_value' | 'single_value_fixed' | 'multi_value' | 'multi_value_fixed';
  readonly defaultValue: FieldValue;
  readonly enabled: boolean;
  /** Incidents of types below it have the field, too. */
  readonly incidentTypeId: string;
  /** Of fields with fixed values. */
  readonly options: readonly string[];
}

/** Values by field name. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

import type { CustomField, FieldValue, FieldValues } from '../state/custom-field-records.js';

const PLAIN_FIELD = {
  description: null,
  dataType: 'string',
  fieldType: 'single_value',
  defaultValue: null,
  enabled: true,
  incidentTypeId: 'PTYPE01',
  options: [],
} as const;

/** One field of each type, one without use, and one of each custom type. */
export const customFields: readonly CustomField[] = [
  {
    ...PLAIN_FIELD,
    id: 'PFLD001',
    name: 'environment',
    displayName: 'Environment',
    description: 'Where it happens',
    fieldType: 'single_value_fixed',
    options: ['production', 'staging', 'office'],
  },
  { ...PLAIN_FIELD, id: 'PFLD002', name: 'affected_sailings', displayName: 'Affected sailings', dataType: 'integer' },
  {
    ...PLAIN_FIELD,
    id: 'PFLD003',
    name: 'passengers_informed',
    displayName: 'Passengers informed',
    dataType: 'boolean',
  },
  { ...PLAIN_FIELD, id: 'PFLD004', name: 'refund_rate', displayName: 'Refund rate', dataType: 'float' },
  { ...PLAIN_FIELD, id: 'PFLD005', name: 'detected_at', displayName: 'Detected at', dataType: 'datetime' },
  { ...PLAIN_FIELD, id: 'PFLD006', name: 'dashboard', displayName: 'Dashboard', dataType: 'url' },
  { ...PLAIN_FIELD, id: 'PFLD007', name: 'tags', displayName: 'Tags', fieldType: 'multi_value' },
  {
    ...PLAIN_FIELD,
    id: 'PFLD008',
    name: 'ports',
    displayName: 'Ports',
    fieldType: 'multi_value_fixed',
    options: ['north_quay', 'south_quay', 'island'],
  },
  { ...PLAIN_FIELD, id: 'PFLD009', name: 'paper_log', displayName: 'Paper log', enabled: false },
  { ...PLAIN_FIELD, id: 'PFLD010', name: 'commander', displayName: 'Commander', incidentTypeId: 'PTYPE02' },
  {
    ...PLAIN_FIELD,
    id: 'PFLD011',
    name: 'leaked_data',
    displayName: 'Leaked data',
    fieldType: 'multi_value_fixed',
    incidentTypeId: 'PTYPE03',
    options: ['names', 'bookings', 'payments'],
  },
];

/** Values of the newest open incident; others have none. */
export function seedFieldValues(): Map<string, FieldValues> {
  return new Map([
    [
      'PINC060',
      new Map<string, FieldValue>([
        ['environment', 'production'],
        ['affected_sailings', 12],
      ]),
    ],
  ]);
}

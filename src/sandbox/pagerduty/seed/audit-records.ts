import { DAY, HOUR } from '../../clock.js';
import type { AuditRecord } from '../state/account-records.js';

/** Seeded changes of the account's configuration, newest first. Run-time changes are not audited. */
export const auditRecords: readonly AuditRecord[] = [
  {
    id: 'PAUD001',
    ageMs: 2 * HOUR,
    actorId: 'PUSR008',
    kind: 'schedule',
    resourceId: 'PSCHED3',
    action: 'update',
    fields: [{ name: 'name', before_value: 'Platform', value: 'Platform Primary' }],
  },
  {
    id: 'PAUD002',
    ageMs: 5 * HOUR,
    actorId: 'PUSR001',
    kind: 'user',
    resourceId: 'PUSR011',
    action: 'update',
    fields: [{ name: 'role', before_value: 'observer', value: 'limited_user' }],
  },
  {
    id: 'PAUD003',
    ageMs: 12 * DAY,
    actorId: 'PUSR005',
    kind: 'escalation_policy',
    resourceId: 'PESC002',
    action: 'create',
    fields: [{ name: 'name', value: 'Payments On-Call' }],
  },
];

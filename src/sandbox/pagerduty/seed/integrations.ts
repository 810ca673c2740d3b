import type { Random } from '../../random.js';
import type { Integration } from '../state/account-records.js';

const integrationRows: readonly (readonly [id: string, serviceId: string, label: string, name: string])[] = [
  ['PINTG01', 'PSVC001', 'booking-api', 'Events API v2'],
  ['PINTG02', 'PSVC002', 'payments-gateway', 'Events API v2'],
  ['PINTG03', 'PSVC003', 'website-edge', 'Events API v2'],
  ['PINTG04', 'PSVC004', 'ticket-delivery', 'Events API v2'],
  ['PINTG05', 'PSVC005', 'search', 'Events API v2'],
  ['PINTG06', 'PSVC006', 'data-warehouse', 'Events API v2'],
  ['PINTG07', 'PSVC007', 'agent-portal', 'Events API v2'],
  ['PINTG08', 'PSVC008', 'kiosks', 'Events API v2'],
  ['PINTG09', 'PSVC001', 'booking-api-probes', 'Outside probes'],
  ['PINTG10', 'PSVC003', 'website-edge-cloudflare', 'Cloudflare'],
];

/** One integration per service, two for the first and the third. The keys are new at each start. */
export function createIntegrations(random: Random): readonly Integration[] {
  return integrationRows.map(([id, serviceId, label, name]) => ({
    id,
    serviceId,
    label,
    name,
    routingKey: random.hex(32),
  }));
}

/** Alert types the account is entitled to, with the rules for policies of each type. */

export interface AlertType {
  readonly product: string;
  readonly type: string;
  readonly display_name: string;
  readonly description: string;
  readonly filter_options: readonly FilterOption[] | null;
  /** Filters that a policy must have. They differ from what `Range` suggests (docs/upstream-quirks.md, quirk 92). */
  readonly requiredFilters: readonly string[];
  /** Whether a policy may set `alert_interval`. Which types allow it is undocumented. */
  readonly allowsInterval: boolean;
}

/** Field names are PascalCase, unlike all others (docs/upstream-quirks.md, quirk 101). */
interface FilterOption {
  readonly Key: string;
  readonly ComparisonOperator: string;
  readonly Range: '1-n' | '0-1' | '0-n';
  readonly AvailableValues: readonly { readonly ID: string; readonly Description: string }[] | null;
}

const toAvailableValues = (...ids: readonly string[]) =>
  ids.map((ID) => ({ ID, Description: ID.replaceAll('_', ' ') }));

export const entitledAlertTypes: readonly AlertType[] = [
  {
    product: 'Origin Monitoring',
    type: 'http_alert_origin_error',
    display_name: 'Origin Error Rate Alert',
    description: 'High levels of 5xx HTTP errors at your origin.',
    filter_options: [
      { Key: 'zones', ComparisonOperator: '==', Range: '1-n', AvailableValues: null },
      {
        Key: 'slo',
        ComparisonOperator: '>=',
        Range: '0-1',
        AvailableValues: toAvailableValues('99.7', '99.8', '99.9'),
      },
    ],
    requiredFilters: ['zones', 'slo'],
    allowsInterval: true,
  },
  {
    product: 'Load Balancing',
    type: 'load_balancing_health_alert',
    display_name: 'Load Balancing Health Alert',
    description: 'A pool or an origin changed its health.',
    filter_options: [
      {
        Key: 'new_health',
        ComparisonOperator: '==',
        Range: '0-n',
        AvailableValues: toAvailableValues('Healthy', 'Unhealthy'),
      },
      {
        Key: 'event_source',
        ComparisonOperator: '==',
        Range: '0-n',
        AvailableValues: toAvailableValues('pool', 'origin'),
      },
    ],
    requiredFilters: [],
    allowsInterval: false,
  },
  {
    product: 'SSL/TLS',
    type: 'universal_ssl_event_type',
    display_name: 'Universal SSL Alert',
    description: 'Validation, issuance, renewal and expiry of universal certificates.',
    filter_options: null,
    requiredFilters: [],
    allowsInterval: false,
  },
  {
    product: 'DDoS Protection',
    type: 'dos_attack_l7',
    display_name: 'HTTP DDoS Attack Alert',
    description: 'An HTTP attack was mitigated.',
    filter_options: null,
    requiredFilters: [],
    allowsInterval: false,
  },
  {
    product: 'Billing',
    type: 'billing_usage_alert',
    display_name: 'Usage Based Billing',
    description: 'Usage passed a limit.',
    filter_options: [
      {
        Key: 'product',
        ComparisonOperator: '==',
        Range: '1-n',
        AvailableValues: toAvailableValues('argo', 'worker_requests'),
      },
      { Key: 'limit', ComparisonOperator: '>=', Range: '1-n', AvailableValues: null },
    ],
    requiredFilters: ['product', 'limit'],
    allowsInterval: false,
  },
  {
    product: 'Cloudflare Status',
    type: 'incident_alert',
    display_name: 'Incident Alert',
    description: 'Cloudflare reports an incident.',
    filter_options: [{ Key: 'affected_components', ComparisonOperator: '==', Range: '0-n', AvailableValues: null }],
    requiredFilters: [],
    allowsInterval: false,
  },
];

/** Alert types the account is entitled to, grouped by product (`GET /available_alerts`). */
export function listAvailableAlerts(): Readonly<Record<string, readonly object[]>> {
  const byProduct: Record<string, object[]> = {};
  for (const { product, requiredFilters: _requires, allowsInterval: _interval, ...alertType } of entitledAlertTypes)
    (byProduct[product] ??= []).push(alertType);
  return byProduct;
}

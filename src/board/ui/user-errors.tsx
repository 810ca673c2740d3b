import type { Upstream } from '../generated/operations.js';

interface UserErrorsProps {
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
    /** Where the refusal came from, for the support of the upstream. */
    readonly upstream?: { readonly upstream: Upstream; readonly requestId: string | null } | null;
  }[];
}

const NAMES: Readonly<Record<Upstream, string>> = { CLOUDFLARE: 'Cloudflare', PAGERDUTY: 'PagerDuty' };

/** Why a change was refused, in the gateway's words. */
export function UserErrors({ errors }: UserErrorsProps) {
  if (errors.length === 0) return null;
  return (
    <div class="notice notice-error" role="alert">
      <ul class="notice-list">
        {errors.map(({ code, message, field, upstream }) => (
          <li key={`${code} ${message}`}>
            {message}{' '}
            <span class="notice-details">
              <code>{code}</code>
              {field && field.length > 0 && (
                <>
                  {' '}
                  at <code>{field.join('.')}</code>
                </>
              )}
              {upstream?.requestId && (
                <>
                  {' '}
                  {NAMES[upstream.upstream]} request <code>{upstream.requestId}</code>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

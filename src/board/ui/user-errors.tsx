interface UserErrorsProps {
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
  }[];
}

/** Why a change was refused, in the gateway's words. */
export function UserErrors({ errors }: UserErrorsProps) {
  if (errors.length === 0) return null;
  return (
    <div class="notice notice-error" role="alert">
      <ul class="notice-list">
        {errors.map(({ code, message, field }) => (
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
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The settings are invalid. The errors name settings and never repeat a value, because a value may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param errors all errors, one sentence each */
  constructor(readonly errors: readonly string[]) {
    super(`The configuration cannot be used:\n${errors.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

/** The environment cannot be used. Its mistakes name variables and never repeat a value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param errors one sentence each, every mistake there is */
  constructor(readonly errors: readonly string[]) {
    super(`The configuration cannot be used:\n${errors.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

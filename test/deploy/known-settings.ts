import { Environment } from '../../src/config/environment-schema.js';
import { SECRET_VARIABLES } from '../../src/config/secret-files.js';

/** Every variable that the gateway reads. It ignores others, so a misspelt one would have no effect. */
export const KNOWN_SETTINGS: readonly string[] = [
  ...Object.keys(Environment.shape),
  ...SECRET_VARIABLES.map((name) => `${name}_FILE`),
];

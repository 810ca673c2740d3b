/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The environment variables, with secrets read from their files. */
export interface Variables {
  /** Without absent and empty variables. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
}

export type ReadFile = (path: string) => string;

/** Variables that can be given as `NAME_FILE`, the path of a file with the value. */
export const SECRET_VARIABLES = [
  'PAGERDUTY_API_TOKEN',
  'PAGERDUTY_CLIENT_SECRET',
  'PAGERDUTY_ROUTING_KEYS',
  'WEBHOOK_SECRETS',
  'CLOUDFLARE_API_TOKEN',
  'CURSOR_KEY',
  'HTTPS_PROXY',
  'REDIS_URL',
  'REDIS_CA',
] as const;

/** Many programs read these variables in lower case first, so the lower-case spelling wins here too. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'NO_PROXY'] as const;

/** Errors of a secret's file. */
export const UNREADABLE_FILE = 'names a file that cannot be read';
export const EMPTY_FILE = 'names an empty file';

/** Whether a variable is given directly or as a file, readable or not. */
export function isSet(env: Env, name: string): boolean {
  return Boolean(env[name]) || Boolean(env[`${name}_FILE`]);
}

/** The content of a secret's file without one trailing newline; undefined when the file cannot be read. */
export function readSecretFile(path: string, readFile: ReadFile): string | undefined {
  try {
    return readFile(path).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

/** Collects the variables that are set and reads the files of secrets. */
export function readVariables(env: Env, readFile: ReadFile): Variables {
  const values: Record<string, string> = {};
  const errors: string[] = [];
  for (const [name, value] of Object.entries(env)) if (value) values[name] = value;
  for (const name of PROXY_VARIABLES) {
    const lowercaseValue = values[name.toLowerCase()];
    if (lowercaseValue !== undefined) values[name] = lowercaseValue;
  }
  for (const name of SECRET_VARIABLES) {
    const path = values[`${name}_FILE`];
    if (path === undefined) continue;
    if (values[name] !== undefined) {
      errors.push(`${name} and ${name}_FILE are both set; set one of them.`);
      continue;
    }
    const secret = readSecretFile(path, readFile);
    if (secret === undefined) errors.push(`${name}_FILE ${UNREADABLE_FILE}.`);
    else if (secret === '') errors.push(`${name}_FILE ${EMPTY_FILE}.`);
    else values[name] = secret;
  }
  return { values, errors };
}

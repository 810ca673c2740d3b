import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The process that `npm start` runs. */
const ENTRY = fileURLToPath(new URL('../../../../dist/index.js', import.meta.url));

const HOSTS = ['api.pagerduty.test', 'identity.pagerduty.test', 'api.cloudflare.test', 'login.example.test'];
const PASSWORD = 'open-sesame';

const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
const certificate = join(folder, 'certificate.pem');
const key = join(folder, 'key.pem');

/** Everything behind the proxy: it responds like each host and records the requests. */
let upstreamServer: Server;
let proxy: Server;
/** `CONNECT` requests so far. */
const connectTargets: string[] = [];
/** The host without a tunnel. */
let refusedHost = '';
let published: object;
let token: string;
const started: ChildProcess[] = [];

const serverPort = (server: Server) => (server.address() as AddressInfo).port;

function responseFor(url: string): object {
  if (url.startsWith('/oauth/token')) {
    return { access_token: 'app-token', token_type: 'bearer', expires_in: 3600, scope: 'incidents.read' };
  }
  if (url.startsWith('/keys')) return { keys: [published] };
  return { incidents: [], limit: 25, offset: 0, more: false, total: null };
}

beforeAll(async () => {
  const names = HOSTS.map((host) => `DNS:${host}`).join(',');
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test -addext subjectAltName=${names}`;
  spawnSync('openssl', [...made.split(' '), '-keyout', key, '-out', certificate]);
  upstreamServer = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(responseFor(request.url ?? '')));
  });
  proxy = createServer().on('connect', (request, socket) => {
    const user = Buffer.from(String(request.headers['proxy-authorization']).replace('Basic ', ''), 'base64');
    connectTargets.push(`${request.url} for ${user.toString().replace(PASSWORD, '***')}`);
    // A killed gateway resets its connections, which must not fail the test.
    socket.on('error', () => socket.destroy());
    if (request.url === refusedHost) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(serverPort(upstreamServer), '127.0.0.1');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => [socket, onward].forEach((one) => one.destroy()));
  });
  await Promise.all([upstreamServer, proxy].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  published = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256', use: 'sig' };
  token = await new SignJWT({ scope: 'incidents:read destinations:read incidents:write' })
    .setProtectedHeader({ alg: 'ES256', kid: 'first' })
    .setIssuer('https://login.example.test')
    .setAudience('pagergraph')
    .setSubject('somebody')
    .setExpirationTime('5m')
    .sign(privateKey);
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  connectTargets.length = 0;
  refusedHost = '';
});

afterAll(() => {
  proxy.close();
  proxy.closeAllConnections();
  upstreamServer.close();
  upstreamServer.closeAllConnections();
  rmSync(folder, { recursive: true });
});

interface GraphQLResponse {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A live gateway that reaches its upstreams through the proxy only. */
async function startBehindProxy(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [ENTRY], {
    env: {
      PORT: '0',
      NODE_EXTRA_CA_CERTS: certificate,
      HTTPS_PROXY: `http://gateway:${PASSWORD}@127.0.0.1:${serverPort(proxy)}`,
      PAGERDUTY_BASE_URL: 'https://api.pagerduty.test',
      PAGERDUTY_CLIENT_ID: 'id',
      PAGERDUTY_CLIENT_SECRET: 'secret',
      PAGERDUTY_OAUTH_SCOPES: 'incidents.read',
      PAGERDUTY_TOKEN_URL: 'https://identity.pagerduty.test/oauth/token',
      PAGERDUTY_FROM: 'ann@example.com',
      CLOUDFLARE_BASE_URL: 'https://api.cloudflare.test/client/v4',
      CLOUDFLARE_API_TOKEN: 'token',
      CLOUDFLARE_ACCOUNT_ID: '0123456789abcdef0123456789abcdef',
      JWT_ISSUER: 'https://login.example.test',
      JWT_AUDIENCE: 'pagergraph',
      JWT_JWKS_URL: 'https://login.example.test/keys',
      LOG_LEVEL: 'trace',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  // The start-up check uses the proxy too, and must end before the next test.
  while (!printed.includes('Try ') || !printed.includes('Configuration checked')) await once(child.stdout, 'data');
  const [, url = ''] = /GraphQL +(\S+)/.exec(printed) ?? [];
  const ask = async (query: string): Promise<GraphQLResponse> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await (
      await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
    ).json()) as GraphQLResponse;
  };
  return { ask, printed: () => printed };
}

const INCIDENTS = '{ incidents(first: 1) { nodes { id } } }';

describe('a gateway behind a forward proxy', () => {
  test('uses it for upstreams, the identity service and the issuer of access tokens', async () => {
    const { ask, printed } = await startBehindProxy();
    expect(await ask(INCIDENTS)).toEqual({ data: { incidents: { nodes: [] } } });
    const reached = HOSTS.map((host) => `${host}:443 for gateway:***`);
    expect(new Set(connectTargets)).toEqual(new Set(reached));
    expect(printed()).not.toContain(PASSWORD);
  });

  test('accepts the setting in lower case, which takes precedence', async () => {
    const { ask } = await startBehindProxy({
      https_proxy: `http://other:${PASSWORD}@127.0.0.1:${serverPort(proxy)}`,
    });
    await ask(INCIDENTS);
    expect(new Set(connectTargets.map((tunnel) => tunnel.split(' for ')[1]))).toEqual(new Set(['other:***']));
  });

  test('calls the hosts of NO_PROXY directly', async () => {
    const { ask } = await startBehindProxy({ NO_PROXY: 'localhost, .cloudflare.test' });
    expect(await ask(INCIDENTS)).toEqual({ data: { incidents: { nodes: [] } } });
    expect(connectTargets.join()).not.toContain('cloudflare');
  });

  test('reports that nothing was sent when the proxy refuses the tunnel', async () => {
    refusedHost = 'api.pagerduty.test:443';
    const { ask, printed } = await startBehindProxy();
    const input = '{ service: { pagerDutyId: "PSVC001" }, title: "Booking API answers 500" }';
    const { errors = [] } = await ask(`mutation { triggerIncident(input: ${input}) { created } }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(printed()).not.toContain(PASSWORD);
  });
});

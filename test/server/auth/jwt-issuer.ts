import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

const AUDIENCE = 'pagergraph-test';

export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** An identity provider on loopback: issues tokens and publishes the keys to verify them. */
export interface JwtIssuer {
  /** Settings for a gateway that trusts it. */
  readonly env: () => Record<string, string>;
  readonly name: string;
  readonly key: () => SigningKey;
  /** Publishes these keys and no others from now on. */
  readonly publish: (...keys: readonly SigningKey[]) => void;
  /** The status of the key set: 200, or a failure. */
  status: number;
  /** The number of requests for the keys. */
  readonly keyRequestCount: () => number;
}

export interface TokenOptions {
  readonly key?: SigningKey;
  readonly claims?: Record<string, unknown>;
  readonly jwtIssuer?: string;
  readonly audience?: string;
  readonly subject?: unknown;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

export async function signingKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

interface TokenFactory {
  readonly token: (options?: TokenOptions) => Promise<string>;
  /** Signs a valid token with some claims replaced; undefined removes a claim. */
  readonly tokenWith: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
}

export function jwtIssuer(): JwtIssuer & TokenFactory {
  const name = 'https://login.example.com/';
  let published: readonly JWK[] = [];
  let first: SigningKey;
  let keyRequests = 0;
  const server: Server = createServer((_request, response) => {
    keyRequests += 1;
    response.writeHead(self.status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ keys: published }));
  });

  beforeAll(async () => {
    first = await signingKey('first');
    published = [first.publicJwk];
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });

  const self = {
    name,
    status: 200,
    key: () => first,
    keyRequestCount: () => keyRequests,
    publish: (...keys: readonly SigningKey[]) => {
      published = keys.map(({ publicJwk }) => publicJwk);
    },
    env: () => ({
      JWT_ISSUER: name,
      JWT_AUDIENCE: AUDIENCE,
      JWT_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    }),
    async token(options: TokenOptions = {}) {
      const { key = first, claims = {}, expiresIn = 300 } = options;
      const now = Math.floor(Date.now() / 1000);
      const { subject: sub = 'alice' } = options;
      return new SignJWT({ sub: sub as string, scope: 'openid incidents:read', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: key.publicJwk.kid ?? '' })
        .setIssuer(options.jwtIssuer ?? name)
        .setAudience(options.audience ?? AUDIENCE)
        .setIssuedAt(now - 600)
        .setExpirationTime(now + expiresIn)
        .sign(key.privateKey);
    },
    tokenWith(claims: Readonly<Record<string, unknown>>) {
      const exp = Math.floor(Date.now() / 1000) + 300;
      const good = { iss: name, sub: 'alice', aud: AUDIENCE, exp, scope: 'incidents:read' };
      return new CompactSign(new TextEncoder().encode(JSON.stringify({ ...good, ...claims })))
        .setProtectedHeader({ alg: 'ES256', kid: first.publicJwk.kid ?? '' })
        .sign(first.privateKey);
    },
  };
  return self;
}

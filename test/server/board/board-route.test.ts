import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registerBoard } from '../../../src/server/board/board-route.js';

/** The build; run `npm run build` first. */
const ASSETS = new URL('../../../dist/board/', pathToFileURL(__filename));
const VERSION = readFileSync(new URL('version', ASSETS), 'utf8');

const KIB = 1024;

describe('the board', () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    app = fastify();
    registerBoard(app, { assets: ASSETS, mode: 'live' });
    await app.ready();
  });
  afterAll(() => app.close());

  test.each([
    ['/board', ''],
    ['/board/routes', '../'],
    ['/board/incidents/1260', '../../'],
    ['/board?urgency=HIGH', ''],
  ])('%s is the page, whose addresses begin with %p because a proxy may add a prefix', async (url, root) => {
    const { statusCode, headers, body } = await app.inject({ url });
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(body).toContain(`<html lang="en" data-root="${root}" data-mode="live">`);
    expect(body).toContain(`<script src="${root}board/assets/${VERSION}/board.js" defer></script>`);
    expect(body).toContain(`href="${root}board/assets/${VERSION}/board.css"`);
  });

  test('the page may run its own script only, style itself only, and reach its own gateway only', async () => {
    const { headers } = await app.inject({ url: '/board' });
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
  });

  test('the page has no inline script and no inline style', async () => {
    const { body } = await app.inject({ url: '/board' });
    expect(body.match(/<script(?! src=)|<style|style=|\son\w+=/g)).toBe(null);
  });

  test.each(['/board', '/board/routes'])('a slash at the end of %s leads to the page', async (page) => {
    const { statusCode, headers } = await app.inject({ url: `${page}/` });
    const { pathname } = new URL(String(headers['location']), `http://gateway.example${page}/`);
    expect([statusCode, pathname]).toEqual([302, page]);
  });

  test.each(['/board/incidents', '/board/other', '/board/assets', `/board/assets/${VERSION}/version`])(
    '%s is not served',
    async (url) => expect((await app.inject({ url })).statusCode).toBe(404),
  );

  test.each(['board.js', 'board.css'])('%s may be cached forever and is sent compressed', async (file) => {
    const { statusCode, headers, rawPayload } = await app.inject({
      url: `/board/assets/${VERSION}/${file}`,
      headers: { 'accept-encoding': 'gzip' },
    });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(gunzipSync(rawPayload)).toEqual(readFileSync(new URL(file, ASSETS)));
  });

  test('the script has at most 400 KiB, and 120 KiB compressed', () => {
    const script = readFileSync(new URL('board.js', ASSETS));
    expect(script.length).toBeLessThan(400 * KIB);
    expect(gzipSync(script).length).toBeLessThan(120 * KIB);
  });
});

import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildTestImage, startInContainer, stopContainer, type TestImage } from './test-image.js';

const canBuild =
  process.getuid?.() === 0 && ['buildah', 'unshare'].every((name) => !spawnSync(name, ['--version']).error);
const describeImage = canBuild ? describe : describe.skip;

jest.setTimeout(120_000);

describeImage('the image (wants root on Linux, buildah and util-linux)', () => {
  const started: ChildProcess[] = [];
  let image: TestImage;

  beforeAll(() => {
    image = buildTestImage();
  });
  afterEach(async () => {
    const running = started.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(running.map((child) => stopContainer(child, 'SIGKILL')));
  });
  afterAll(() => (image as TestImage | undefined)?.remove());

  function start(command: readonly string[], settings: Readonly<Record<string, string>> = {}) {
    const child = startInContainer(image, command, settings);
    started.push(child);
    return child;
  }

  async function outputOf(command: readonly string[], settings?: Readonly<Record<string, string>>) {
    const child = start(command, settings);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout as Readable),
      text(child.stderr as Readable),
      once(child, 'exit') as Promise<[number]>,
    ]);
    return { stdout, stderr, code };
  }

  /** Starts the gateway with a sandbox; resolves to its address. */
  async function startGateway() {
    const child = start(image.config.Entrypoint, { UPSTREAMS: 'sandbox', PORT: '0' });
    const [banner] = (await once((child.stdout as Readable).setEncoding('utf8'), 'data')) as [string];
    const [, url = banner] = /GraphQL +(http\S+)\/graphql/.exec(banner) ?? [];
    return { child, url, port: new URL(url).port };
  }

  const checkHealth = (port: string) => outputOf(image.config.Healthcheck.Test.slice(1), { PORT: port });

  test('serves GraphQL, unprivileged, on a file system that cannot be written', async () => {
    const { url } = await startGateway();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ incidents(first: 1) { nodes { status } } }' }),
    });
    expect(await response.json()).toEqual({ data: { incidents: { nodes: [{ status: expect.any(String) }] } } });
  });

  test('has a health check that runs without a shell', async () => {
    const { child, port } = await startGateway();
    expect(await checkHealth(port)).toEqual({ stdout: '', stderr: '', code: 0 });
    await stopContainer(child, 'SIGKILL');
    expect(await checkHealth(port)).toMatchObject({ code: 1, stderr: expect.stringContaining('ECONNREFUSED') });
  });

  test('stops on the signal that container runtimes send', async () => {
    const { child } = await startGateway();
    expect(await stopContainer(child, image.config.StopSignal as NodeJS.Signals)).toBe(0);
  });

  test('refuses to start without a decision between sandbox and live', async () => {
    const { code, stderr } = await outputOf(image.config.Entrypoint);
    expect([code, stderr]).toEqual([1, expect.stringContaining('UPSTREAMS')]);
  });

  test('runs as user 10001 without privileges, and cannot write', async () => {
    const script = `try { require('fs').writeFileSync('/opt/pagergraph/x', ''); } catch ({ code }) {
      console.log(process.pid, process.getuid(), process.getgid(), code);
    }`;
    const { stdout } = await outputOf(['/usr/local/bin/node', '-e', script]);
    expect(stdout).toBe('1 10001 10001 EROFS\n');
  });

  test('contains Node.js, its libraries and the gateway, and nothing else', () => {
    const files = readdirSync(image.root, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(image.root.length + 1));
    const others = files.filter((path) => !/^opt\/pagergraph\/|\.so\.\d+$/.test(path));
    expect(others.toSorted()).toEqual(['etc/group', 'etc/nsswitch.conf', 'etc/passwd', 'usr/local/bin/node']);
    expect(files.filter((path) => path.includes('node_modules'))).toEqual([]);
  });

  test('holds no settings except how to listen', () => {
    expect(image.config.Env.toSorted()).toEqual(['HOST=0.0.0.0', 'NODE_ENV=production', 'PATH=/usr/local/bin']);
  });

  test('runs Node.js with the options of npm start', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    expect(scripts.start).toContain(`node ${image.config.Entrypoint.slice(1, -1).join(' ')} dist/index.js`);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOutside, isOwnNetwork, OutOfReach } from './outward.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((request, answer) => {
    if (request.url === '/json') return answer.setHeader('content-type', 'application/json').end('{"a":1}');
    if (request.url === '/list') return answer.end('[1]');
    if (request.url === '/text') return answer.end('<html>');
    if (request.url === '/away') return answer.writeHead(302, { location: '/json' }).end();
    if (request.url === '/long') return answer.end(`"${'x'.repeat(300_000)}"`);
    if (request.url === '/form') return request.pipe(answer.setHeader('x', 'y'));
    return undefined; // never answers
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.closeAllConnections() ?? server.close(done)));

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['::', true],
  ['fe80::1', true],
  ['fd00::1', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:7f00:1', true],
  ['2606:4700::1111', false],
])('%s lies in the own network: %s', (address, own) => {
  expect(isOwnNetwork(address)).toBe(own);
});

test('nobody but the operator points the server into its own network', async () => {
  const refused = [
    `${base}/json`,
    base.replace('http:', 'https:'),
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/', // a name that leads there
    'https://2130706433/', // 127.0.0.1 as one number
    'file:///etc/passwd',
    'ftp://example.org/',
    'https://a:b@example.org/',
    'not an address',
  ];
  for (const address of refused) {
    await expect(askOutside(address, { internal: false }), address).rejects.toThrow(OutOfReach);
  }
});

test('the operator may, and gets JSON objects only: no pages, no other place, not too long', async () => {
  expect(await askOutside(`${base}/json`, { internal: true })).toEqual({ a: 1 });
  for (const path of ['/list', '/text', '/away', '/long']) {
    await expect(askOutside(base + path, { internal: true }), path).rejects.toThrow(OutOfReach);
  }
});

test('who does not answer is given up', async () => {
  const begin = performance.now();
  await expect(askOutside(`${base}/silent`, { internal: true, timeout: 200 })).rejects.toThrow(OutOfReach);
  expect(performance.now() - begin).toBeLessThan(5000);
  await expect(askOutside('http://127.0.0.1:9/', { internal: true })).rejects.toThrow(OutOfReach);
});

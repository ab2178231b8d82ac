import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { askSimilar, sendBasis } from './similar-browser.ts';

it('tells a server that fails from one that cannot be reached', async () => {
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end('{"found":[],"version":7}'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const draft = { to: address, version: 1 };
  const { signal } = new AbortController();
  const both = async () => [await askSimilar(address, signal), await sendBasis(draft, '')];
  expect(await both()).toEqual([[], 'saved']);
  expect(draft.version).toBe(7);
  status = 500;
  expect(await both()).toEqual(['failed', 'failed']);
  status = 409;
  expect(await both()).toEqual(['failed', 'conflict']);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  expect(await both()).toEqual(['noSignal', 'noSignal']);
});

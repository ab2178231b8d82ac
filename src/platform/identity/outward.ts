import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { BlockList, isIP } from 'node:net';

/** Another's server gave no usable answer in time, or may not be asked. */
export class OutOfReach extends Error {}

export interface Outward {
  /** The operator of this machine allowed addresses of the own network and plain HTTP for it. */
  internal: boolean;
  /** Milliseconds for the whole answer. */
  timeout?: number;
  /** A form to post. */
  form?: URLSearchParams;
  headers?: Record<string, string>;
}

const longest = 256 * 1024;
const patience = 5000;

const own = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  own.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  own.addSubnet(net, bits, 'ipv6');
}

/** Addresses that only this machine or its network reaches: nobody but its operator may point the server there. */
export function isOwnNetwork(address: string): boolean {
  return own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Asks another's server for JSON, with an end: five seconds, 256 KB, no redirects.
 * @throws OutOfReach
 */
export async function askOutside(address: string, options: Outward): Promise<Record<string, unknown>> {
  const url = permitted(address, options.internal);
  const text = await send(url, options);
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) {
      return answer as Record<string, unknown>;
    }
  } catch {
    // said below
  }
  throw new OutOfReach(`${url.host} answered no JSON`);
}

function permitted(address: string, internal: boolean): URL {
  const url = URL.parse(address);
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password) {
    throw new OutOfReach(`not an address: ${address.slice(0, 200)}`);
  }
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  if (!internal && (url.protocol !== 'https:' || (isIP(bare) !== 0 && isOwnNetwork(bare)))) {
    throw new OutOfReach(`${url.host} may not be asked`);
  }
  return url;
}

/** Looks where a name leads at the very moment of connecting: a name that changes its mind leads nowhere else. */
const lookupOutside: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const open = error ? [] : addresses.filter(({ address }) => !isOwnNetwork(address));
    const [first] = open;
    if (!first) return done(error ?? new Error(`${host} lies in the own network`), '', 0);
    return options.all ? done(null, open) : done(null, first.address, first.family);
  });
};

function send(url: URL, { internal, form, headers = {}, timeout = patience }: Outward): Promise<string> {
  const body = form?.toString();
  const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    const refuse = (why: unknown) => fail(new OutOfReach(`${url.host}: ${why instanceof Error ? why.message : why}`));
    const sent = ask(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      signal: AbortSignal.timeout(timeout),
      agent: false,
      ...(internal ? {} : { lookup: lookupOutside }),
    });
    sent.once('error', refuse);
    sent.once('response', (answer) => {
      if (answer.statusCode !== 200) {
        answer.destroy();
        return refuse(`status ${answer.statusCode}`);
      }
      return readText(answer).then(done, refuse);
    });
    sent.end(body);
  });
}

async function readText(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > longest) throw new Error('too long an answer');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

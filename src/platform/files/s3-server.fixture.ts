import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Settings } from './s3-store.ts';

/** A bucket server of ours, for tests: the published protocol (Signature Version 4 and the five requests we make). */
export interface BucketServer {
  settings: S3Settings;
  age(key: string, at: Date): void;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const mostListed = 3;
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

export async function startBucket(settings: Omit<S3Settings, 'endpoint'>): Promise<BucketServer> {
  const contents = new Map<string, { content: Buffer; modified: Date }>();
  const server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const { status, headers = {}, body: said = '' } = answer(request, Buffer.concat(body), settings, contents);
    response.writeHead(status, headers).end(said);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { ...settings, endpoint: `http://127.0.0.1:${port}` },
    age(key, at) {
      const found = contents.get(key);
      if (found) found.modified = at;
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

type Contents = Map<string, { content: Buffer; modified: Date }>;

function answer(
  request: IncomingMessage,
  body: Buffer,
  settings: Omit<S3Settings, 'endpoint'>,
  contents: Contents,
): Answer {
  const url = new URL(request.url ?? '/', 'http://bucket');
  if (!isSigned(request, url, settings)) return { status: 403, body: '<Code>SignatureDoesNotMatch</Code>' };
  const key = decodeURIComponent(url.pathname).slice(`/${settings.bucket}/`.length);
  const found = contents.get(key);
  switch (request.method) {
    case 'PUT': {
      if (request.headers['x-amz-content-sha256'] !== sha256(body))
        return { status: 400, body: '<Code>BadDigest</Code>' };
      contents.set(key, { content: body, modified: new Date() });
      return { status: 200 };
    }
    case 'DELETE':
      contents.delete(key);
      return { status: 204 };
    case 'HEAD':
    case 'GET': {
      if (key === '') return { status: 200, body: list(contents, url.searchParams) };
      if (!found) return { status: 404, body: '<Code>NoSuchKey</Code>' };
      const headers = {
        'content-length': String(found.content.length),
        'last-modified': found.modified.toUTCString(),
      };
      return { status: 200, headers, body: request.method === 'GET' ? found.content : '' };
    }
    default:
      return { status: 405 };
  }
}

function list(contents: Contents, query: URLSearchParams): string {
  const [prefix, after] = [query.get('prefix') ?? '', query.get('start-after') ?? ''];
  const keys = [...contents.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const lines = keys.slice(0, mostListed).map((key) => {
    const modified = contents.get(key)?.modified.toISOString();
    return `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified></Contents>`;
  });
  return `<ListBucketResult>${lines.join('')}</ListBucketResult>`;
}

/** The signature worked out anew from what arrived: AWS, "Signature Version 4", task 1 to 3. */
function isSigned(request: IncomingMessage, url: URL, settings: Omit<S3Settings, 'endpoint'>): boolean {
  const given = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(
    request.headers.authorization ?? '',
  );
  if (!given) return false;
  const [, credential = '', signed = '', signature] = given;
  const at = String(request.headers['x-amz-date']);
  const scope = `${at.slice(0, 8)}/${settings.region}/s3/aws4_request`;
  if (credential !== `${settings.accessKey}/${scope}`) return false;
  if (!signed.split(';').includes('x-amz-content-sha256') || !signed.split(';').includes('host')) return false;
  const canonical = [
    request.method,
    url.pathname,
    [...url.searchParams]
      .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`)
      .sort()
      .join('&'),
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const steps = [at.slice(0, 8), settings.region, 's3', 'aws4_request'];
  const key = steps.reduce<string | Buffer>((made, step) => hmac(made, step), `AWS4${settings.secretKey}`);
  return hmac(key, toSign).toString('hex') === signature;
}

import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { isId } from '../ids.ts';
import { openUploads } from './resumable.ts';
import { type FileStore, forgetAside, type Incoming, isHash, receiveInto } from './store.ts';

export interface S3Settings {
  /** `https://s3.example.go.id`; the bucket is a part of the path, which every S3-compatible server understands. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

interface Bucket {
  send(method: string, key: string, more?: RequestInit & { duplex?: 'half' }): Promise<Response>;
  list(prefix: string, after: string): Promise<Listed[]>;
}

interface Listed {
  key: string;
  modified: Date;
}

/** Contents in a bucket of any S3-compatible server. What comes in lies in `folder` on this machine until it is kept. */
export function openS3Store(settings: S3Settings, folder: string): FileStore {
  const bucket = openBucket(settings);
  const aside = join(folder, 'masuk');
  return {
    receive: (source, limit) => receiveInto(aside, source, limit),
    keep: (tenantId, incoming) => keep(bucket, keyOf(tenantId, incoming.sha256), incoming),
    discard: ({ path }) => rm(path, { force: true }),
    async read(tenantId, sha256) {
      const answer = await bucket.send('GET', keyOf(tenantId, sha256));
      if (answer.status === 404 || !answer.body) return null;
      return { bytes: Number(answer.headers.get('content-length')), body: answer.body };
    },
    async removeOlder(tenantId, sha256, before) {
      const key = keyOf(tenantId, sha256);
      const found = await bucket.send('HEAD', key);
      if (found.status === 404 || new Date(found.headers.get('last-modified') ?? '') >= before) return false;
      await bucket.send('DELETE', key);
      return true;
    },
    async *keptBefore(tenantId, before) {
      await forgetAside(aside, before);
      for await (const { hash, modified } of listed(bucket, tenantId)) if (modified < before) yield hash;
    },
    async *all(tenantId) {
      for await (const { hash } of listed(bucket, tenantId)) yield hash;
    },
    uploads: openUploads(join(folder, 'kiriman')),
  };
}

function keyOf(tenantId: string, sha256: string): string {
  if (!isId(tenantId) || !isHash(sha256)) throw new Error('not the address of a content');
  return `${tenantId}/${sha256}`;
}

/** Always sent, also when it is there: its date says from then on that it is needed. */
async function keep(bucket: Bucket, key: string, { path, bytes, sha256 }: Incoming): Promise<void> {
  await bucket.send('PUT', key, {
    body: Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>,
    duplex: 'half',
    headers: { 'Content-Length': String(bytes), 'X-Amz-Content-Sha256': sha256 },
  });
  await rm(path, { force: true });
}

function openBucket({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): Bucket {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries: 0,
  });
  const root = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const send = async (method: string, address: string, more: RequestInit = {}) => {
    const headers = { 'X-Amz-Content-Sha256': emptyHash, ...(more.headers as Record<string, string>) };
    const answer = await client.fetch(address, { ...more, method, headers });
    if (answer.ok || answer.status === 404) return answer;
    throw new Error(`the file store answered ${method} with ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  };
  return {
    async send(method, key, more) {
      const answer = await send(method, `${root}/${key}`, more);
      if (method === 'PUT' && !answer.ok) throw new Error(`the bucket ${bucket} is not there`);
      return answer;
    },
    async list(prefix, after) {
      const query = new URLSearchParams({
        'list-type': '2',
        prefix,
        ...(after === '' ? {} : { 'start-after': after }),
      });
      return listedIn(await (await send('GET', `${root}?${query}`)).text());
    },
  };
}

/** SHA-256 of nothing. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The keys of a ListObjectsV2 answer. Ours are hexadecimal and dashes, so nothing in them is ever escaped. */
function listedIn(xml: string): Listed[] {
  const contents = xml.matchAll(/<Contents>(.*?)<\/Contents>/gs);
  return [...contents].map(([, inner = '']) => ({
    key: /<Key>([^<]*)<\/Key>/.exec(inner)?.[1] ?? '',
    modified: new Date(/<LastModified>([^<]*)<\/LastModified>/.exec(inner)?.[1] ?? ''),
  }));
}

/** Contents of a tenant, page by page. */
async function* listed(bucket: Bucket, tenantId: string): AsyncGenerator<{ hash: string; modified: Date }> {
  let after = '';
  for (;;) {
    const found = await bucket.list(`${tenantId}/`, after);
    for (const { key, modified } of found) {
      const hash = key.slice(tenantId.length + 1);
      if (isHash(hash)) yield { hash, modified };
    }
    const last = found.at(-1);
    if (!last) return;
    after = last.key;
  }
}

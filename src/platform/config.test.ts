import { chown, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demonstrationAllowed, installationKey, mailWayOf, readConfig, settings, WrongSettings } from './config.ts';
import { settingsPage } from './settings-page.ts';

const said = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return 'accepted';
  } catch (error) {
    if (error instanceof WrongSettings) return error.message;
    throw error;
  }
};

describe('settings', () => {
  test('nothing set is a demonstration on this machine', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      bind: '127.0.0.1',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      demonstration: 'auto',
      publicUrl: undefined,
      key: undefined,
      smtpUrl: undefined,
      mailFrom: undefined,
      metricsToken: undefined,
      secondFactor: 'required',
      rateLimit: 600,
      trustProxy: false,
      s3Endpoint: undefined,
      s3Bucket: undefined,
      s3Region: 'us-east-1',
      esignUrl: undefined,
      esignUser: undefined,
      esignPassword: undefined,
      esignSeconds: 60,
      s3AccessKey: undefined,
      s3SecretKey: undefined,
      log: 'error',
      origin: 'http://localhost:3000',
    });
  });

  test('everything set, an empty variable counts as not set', () => {
    const env = {
      PORT: '0',
      GELAR_BIND: '0.0.0.0',
      GELAR_DATA_DIR: '/srv/gelar',
      DATABASE_URL: 'postgresql://app:a@db/gelar',
      DATABASE_OWNER_URL: 'postgres://owner:b@db/gelar',
      GELAR_DEMO: '',
      GELAR_PUBLIC_URL: 'https://Inovasi.Example.go.id/',
      GELAR_KEY: Buffer.alloc(32, 7).toString('base64'),
      GELAR_RATE_LIMIT: '0',
      GELAR_SMTP_URL: 'smtps://gelar:rahasia@mail.go.id:465',
      GELAR_MAIL_FROM: 'Gelar <gelar@go.id>',
      GELAR_TRUST_PROXY: 'on',
      GELAR_S3_ENDPOINT: 'https://s3.example.go.id',
      GELAR_S3_BUCKET: 'gelar',
      GELAR_S3_REGION: 'id-jkt-1',
      GELAR_ESIGN_URL: 'https://esign.example.go.id/tte/',
      GELAR_ESIGN_USER: 'gelar',
      GELAR_ESIGN_PASSWORD: 'rahasia',
      GELAR_ESIGN_TIMEOUT: '90',
      GELAR_S3_ACCESS_KEY: 'gelar-app',
      GELAR_S3_SECRET_KEY: 'rahasia',
      GELAR_LOG: 'request',
    };
    expect(readConfig(env)).toEqual({
      port: 0,
      bind: '0.0.0.0',
      dataDir: '/srv/gelar',
      databaseUrl: 'postgresql://app:a@db/gelar',
      databaseOwnerUrl: 'postgres://owner:b@db/gelar',
      demonstration: 'auto',
      publicUrl: 'https://inovasi.example.go.id',
      key: Buffer.alloc(32, 7),
      smtpUrl: 'smtps://gelar:rahasia@mail.go.id:465',
      mailFrom: 'Gelar <gelar@go.id>',
      metricsToken: undefined,
      secondFactor: 'required',
      rateLimit: 0,
      trustProxy: true,
      s3Endpoint: 'https://s3.example.go.id',
      s3Bucket: 'gelar',
      s3Region: 'id-jkt-1',
      esignUrl: 'https://esign.example.go.id/tte',
      esignUser: 'gelar',
      esignPassword: 'rahasia',
      esignSeconds: 90,
      s3AccessKey: 'gelar-app',
      s3SecretKey: 'rahasia',
      log: 'request',
      origin: 'https://inovasi.example.go.id',
    });
  });

  test.each([
    ['http://esign.example.go.id', 'harus https://'],
    ['http://172.32.0.1', 'harus https://'],
    ['http://10.1.2.3.example.com', 'harus https://'],
    ['esign.example.go.id', 'harus berupa alamat web'],
    ['https://gelar:hunter2@esign.example.go.id', 'hanya alamat'],
  ])('NIK and passphrase are not sent to %s', (address, why) => {
    const message = said({ GELAR_ESIGN_URL: address, GELAR_ESIGN_USER: 'a', GELAR_ESIGN_PASSWORD: 'b' });
    expect(message).toContain(`GELAR_ESIGN_URL ${why}`);
    expect(message).not.toContain('hunter2');
  });

  test('the signing service may stand on a private address, and needs an account', () => {
    const account = { GELAR_ESIGN_USER: 'a', GELAR_ESIGN_PASSWORD: 'b' };
    for (const address of ['http://10.1.2.3', 'http://172.16.0.9:8080', 'http://192.168.18.26', 'http://[::1]:81'])
      expect(readConfig({ GELAR_ESIGN_URL: address, ...account }).esignUrl).toBe(address);
    expect(said({ GELAR_ESIGN_URL: 'https://esign.example.go.id' })).toContain(
      'GELAR_ESIGN_PASSWORD harus diisi semua',
    );
    expect(said(account)).toContain('harus diisi semua');
  });

  test('all faults are named at once, with the value unless it is a secret', () => {
    const message = said({
      PORT: '70000',
      GELAR_KEY: 'hunter2',
      DATABASE_URL: 'mysql://u:hunter2@x',
      GELAR_BIND: 'rumah',
    });
    expect(message).toBe(`Pengaturan salah:
  - PORT harus bilangan bulat 0 sampai 65535 (sekarang: "70000")
  - GELAR_BIND harus alamat IP, misalnya 127.0.0.1 (sekarang: "rumah")
  - DATABASE_URL harus berupa alamat PostgreSQL, misalnya postgresql://gelar:sandi@host:5432/gelar
  - GELAR_KEY harus 32 byte dalam heksadesimal (64 karakter) atau base64; buat dengan: openssl rand -base64 32`);
  });

  test.each([
    [{ DATABASE_URL: 'postgres://a@b/c' }, 'DATABASE_URL memerlukan DATABASE_OWNER_URL'],
    [{ DATABASE_OWNER_URL: 'postgres://a@b/c' }, 'DATABASE_OWNER_URL memerlukan DATABASE_URL'],
    [{ GELAR_DEMO: 'on', GELAR_BIND: '0.0.0.0' }, 'GELAR_DEMO=on hanya boleh'],
    [{ GELAR_DEMO: 'on', GELAR_PUBLIC_URL: 'https://a.go.id' }, 'GELAR_DEMO=on hanya boleh'],
    [{ GELAR_PUBLIC_URL: 'https://a.go.id/jalur' }, 'hanya skema dan nama host'],
    [{ GELAR_S3_ENDPOINT: 'https://s3.go.id' }, 'GELAR_S3_SECRET_KEY harus diisi semua'],
    [{ GELAR_S3_BUCKET: 'Gelar' }, 'harus nama bucket'],
    [{ GELAR_PUBLIC_URL: 'a.go.id' }, 'harus berupa alamat web lengkap'],
    [{ GELAR_SMTP_URL: 'smtp://mail.go.id' }, 'GELAR_SMTP_URL memerlukan GELAR_MAIL_FROM'],
    [{ GELAR_SMTP_URL: 'https://mail.go.id' }, 'GELAR_SMTP_URL harus berupa alamat server surat'],
    [{ GELAR_MAIL_FROM: 'Gelar <bukan surel>' }, 'GELAR_MAIL_FROM harus berupa alamat surel'],
    [{ GELAR_MAIL_FROM: 'a@go.id\r\nBcc: b@go.id' }, 'GELAR_MAIL_FROM harus berupa alamat surel'],
  ])('%j is refused', (env, part) => {
    expect(said(env as Record<string, string>)).toContain(part);
  });

  test('whatever the environment holds, the answer is a configuration or a line that names the variable', () => {
    const names = Object.values(settings).map((one) => one.name);
    const environment = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string(), fc.webUrl(), fc.ipV4(), fc.nat().map(String)),
    );
    fc.assert(
      fc.property(environment, (env) => {
        const message = said(env);
        expect(message === 'accepted' || names.some((name) => message.includes(`- ${name}`))).toBe(true);
      }),
    );
  });

  test.each([
    [{}, true],
    [{ GELAR_BIND: '::1' }, true],
    [{ GELAR_BIND: 'localhost' }, true],
    [{ GELAR_BIND: '0.0.0.0' }, false],
    [{ GELAR_BIND: '::' }, false],
    [{ GELAR_BIND: '10.0.0.1' }, false],
    [{ GELAR_PUBLIC_URL: 'http://localhost:3000' }, false],
    [{ DATABASE_URL: 'postgres://a@b/c', DATABASE_OWNER_URL: 'postgres://o@b/c' }, false],
  ])('demonstration accounts with %j: %s', (env, allowed) => {
    expect(demonstrationAllowed(readConfig(env as Record<string, string>))).toBe(allowed);
  });

  test.each([
    [{}, 'shown'],
    [{ GELAR_BIND: '0.0.0.0' }, null],
    [{ GELAR_DEMO: 'off' }, null],
    [{ GELAR_PUBLIC_URL: 'https://a.go.id' }, null],
    [{ GELAR_SMTP_URL: 'smtp://mail.go.id', GELAR_MAIL_FROM: 'gelar@go.id' }, 'smtp'],
  ])('mails with %j leave by: %s', (env, way) => {
    expect(mailWayOf(readConfig(env as Record<string, string>))).toBe(way);
  });

  test('docs/settings.md is what the settings say', async () => {
    await expect(settingsPage()).toMatchFileSnapshot('../../docs/settings.md');
  });
});

describe('the key of the installation', () => {
  test('is made once, readable by its owner only, and found again', async () => {
    const dataDir = join(await mkdtemp(join(tmpdir(), 'gelar-key-')), 'data');
    const [first, second] = await Promise.all([installationKey({ dataDir }), installationKey({ dataDir })]);
    expect(first.length).toBe(32);
    expect(second).toEqual(first);
    expect(await installationKey({ dataDir })).toEqual(first);
    expect((await stat(join(dataDir, 'installation.key'))).mode & 0o777).toBe(0o600);
  });

  test('belongs to the owner of the data folder, also when root makes it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'gelar-key-'));
    if (process.geteuid?.() === 0) await chown(dataDir, 54_321, 54_321);
    await installationKey({ dataDir });
    expect((await stat(join(dataDir, 'installation.key'))).uid).toBe((await stat(dataDir)).uid);
  });

  test('comes from GELAR_KEY without touching the disk', async () => {
    const { key } = readConfig({ GELAR_KEY: 'ab'.repeat(32) });
    expect(await installationKey({ key, dataDir: '/nowhere' })).toEqual(Buffer.alloc(32, 0xab));
  });
});

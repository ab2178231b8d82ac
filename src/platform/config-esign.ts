import { z } from 'zod';

const privateHost = /^(localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])$/;

/** Where the signing service answers: no name, password or query in it. */
export const esignUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'harus berupa alamat web, misalnya https://esign.bekasikab.go.id',
    abort: true,
  })
  .transform((value) => new URL(value))
  .refine((url) => !url.search && !url.hash && !url.username && !url.password, {
    error: 'hanya alamat; nama dan sandi ditulis di GELAR_ESIGN_USER dan GELAR_ESIGN_PASSWORD',
  })
  // NIK and passphrase go there: never readable on the way through somebody else's network.
  .refine((url) => url.protocol === 'https:' || privateHost.test(url.hostname), {
    error: 'harus https://, kecuali untuk mesin ini atau alamat jaringan sendiri (10.…, 172.16–31.…, 192.168.…)',
  })
  .transform((url) => url.href.replace(/\/+$/, ''));

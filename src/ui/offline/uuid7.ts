/** A UUIDv7 (RFC 9562): made on the device, so that a repeated request is recognised. */
export function uuid7(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))): string {
  const time = now.toString(16).padStart(12, '0');
  const bytes = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((random[2] ?? 0) & 0x3f) | 0x80;
  const tail = variant.toString(16).padStart(2, '0') + bytes.slice(6);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bytes.slice(1, 4)}-${tail.slice(0, 4)}-${tail.slice(4, 16)}`;
}

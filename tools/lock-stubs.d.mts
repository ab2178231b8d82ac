interface Lock {
  packages: Record<string, object>;
}
export function platformOf(name: string): { os: string[]; cpu: string[]; libc: string[] };
export function addStubs(lock: Lock): string[];
export function dropAddresses(lock: Lock): number;

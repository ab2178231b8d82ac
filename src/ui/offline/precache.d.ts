declare module 'virtual:precache' {
  /** Addresses of everything the client's build made. */
  export const files: readonly string[];
  export const styles: string;
  /** Changes when a file changes. */
  export const version: string;
}

import { preactSsrPrecompile } from '@pracht/preact-ssr-precompile';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { precache } from './tools/precache.ts';
import { precompress } from './tools/precompress.ts';
import { siteFiles } from './tools/site-files.ts';

const clientFolder = 'dist/client';

export default defineConfig({
  plugins: [preactSsrPrecompile(), tailwindcss(), siteFiles(), precache(), precompress()],
  publicDir: false,
  build: {
    assetsInlineLimit: (file) => file.endsWith('.svg'), // the small masks of the styles
    modulePreload: { polyfill: false },
  },
  environments: {
    client: {
      build: {
        outDir: clientFolder,
        emptyOutDir: true,
        manifest: true,
        rollupOptions: {
          input: { styles: 'src/ui/styles/main.css', islands: 'src/ui/browser/islands.ts' },
        },
      },
    },
    // The service worker stands alone, in one file at the root: it must know what the client's build made.
    worker: {
      consumer: 'client',
      build: {
        outDir: clientFolder,
        emptyOutDir: false,
        rollupOptions: {
          input: { sw: 'src/ui/offline/worker.ts' },
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
    ssr: {
      resolve: { external: true, noExternal: ['lucide-static'] },
      build: {
        outDir: 'dist/server',
        ssr: true,
        target: 'node26',
        minify: false,
        sourcemap: true,
        rollupOptions: {
          input: { main: 'src/main.ts', cli: 'src/cli.ts' },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'worker', 'ssr']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});

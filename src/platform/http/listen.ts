import { createServer } from 'node:http';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { codeOf } from '../errors.ts';
import type { Env } from './env.ts';

/** Open requests get this long to finish when the server stops. */
const patience = 5000;

/** @throws Error with a line for the operator when the port cannot be had */
export function listen(app: Hono<Env>, port: number, bind: string): Promise<ServerType> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: bind });
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(explain(error, port)));
    server.listen(port, bind, () => done(server));
  });
}

/**
 * Says before anything long is done that the port cannot be had.
 * @returns the port; for 0 a free one
 * @throws Error with a line for the operator
 */
export function requireFreePort(port: number, bind: string): Promise<number> {
  const probe = createServer();
  return new Promise((done, fail) => {
    probe.once('error', (error) => fail(explain(error, port)));
    probe.listen(port, bind, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : port));
    });
  });
}

function explain(error: Error, port: number): Error {
  if (codeOf(error) === 'EADDRINUSE') {
    return new Error(
      `Porta ${port} sudah dipakai program lain. Tutup program itu, atau jalankan dengan PORT=${port + 1}.`,
    );
  }
  if (codeOf(error) === 'EACCES')
    return new Error(`Porta ${port} hanya boleh dibuka oleh root. Pilih PORT di atas 1023.`);
  return error;
}

/** Lets open requests finish, refuses new ones. */
export function stopListening(server: ServerType): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

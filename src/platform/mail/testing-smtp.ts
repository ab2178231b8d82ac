import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TestSmtp {
  url: string;
  /** Raw messages that were taken, oldest first. */
  taken: { to: string[]; raw: string }[];
  /** What the server answers to an address, e.g. `{ 'x@y': 550 }`; everything else is taken. */
  refuse: Map<string, number>;
  close(): Promise<void>;
}

/** A real SMTP server on a free port of this machine. */
export async function openTestSmtp(port = 0): Promise<TestSmtp> {
  const taken: TestSmtp['taken'] = [];
  const refuse = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, answer) {
      const code = refuse.get(address);
      if (code === undefined) return answer();
      answer(Object.assign(new Error(`<${address}>: not taken`), { responseCode: code }));
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map((one) => one.address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        answer();
      });
    },
  });
  server.on('error', () => {}); // a client that hangs up
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    refuse,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

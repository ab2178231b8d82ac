import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Paced {
  perSecond: number;
  /** Milliseconds under which 99 of 100 answers came whole, counted from when their request was due. */
  p99: number;
}

/**
 * Requests that arrive evenly, whether or not the ones before were answered: what waits in a queue counts as waiting.
 * (autocannon sends the requests of a second in one burst at its beginning.)
 * @throws Error when any answer was not a page
 */
export async function loadEvenly(
  origin: string,
  paths: readonly string[],
  { rate, seconds, connections }: { rate: number; seconds: number; connections: number },
): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begin = performance.now();
  const answers: Promise<number>[] = [];
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = begin + (sent / rate) * 1000;
    if (due > performance.now()) await sleep(due - performance.now());
    answers.push(answered(`${origin}${paths[sent % paths.length]}`, agent).then((at) => at - due));
  }
  const waits = (await Promise.all(answers)).sort((a, b) => a - b);
  agent.destroy();
  return { perSecond: waits.length / seconds, p99: waits[Math.floor(waits.length * 0.99)] ?? 0 };
}

/** @returns when the answer had come whole */
function answered(url: string, agent: Agent): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200
          ? done(performance.now())
          : fail(new Error(`${url} answered ${response.statusCode}`)),
      );
      response.on('error', fail);
    }).on('error', fail);
  });
}

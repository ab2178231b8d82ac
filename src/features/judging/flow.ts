import { type Candidates, candidatesOf, widen } from './flow-candidates.ts';
import { type FlowProblem, real, whole } from './flow-problem.ts';

export interface Flow {
  /** By entry: its jurors, ascending. */
  jurorsOf: number[][];
  /** By entry: how many jurors it lacks; all zero when the demand can be met. */
  missing: Int32Array;
  /** By juror: how many entries it lacks to its least. */
  idle: Int32Array;
  /** Sum of the values of all pairs. */
  total: number;
  /** No assignment has a higher total: proven by the prices (linear programming duality). */
  bound: number;
}

/**
 * The assignment of the highest total. Successive shortest paths over the jurors (an entry moves from one to the next
 * until one has room), on the best few jurors of each entry; the prices that come out are then held against all pairs,
 * pairs that would pay are added, and it is solved anew until none would. That makes the result exact.
 * Where not every need can be met, as many readings as possible are given, then as many jurors as possible reach
 * their least.
 */
export function bestTotal(problem: FlowProblem): Flow {
  const span = spanOf(problem);
  const toll = (2 * problem.jurors + 4) * span;
  let prices: Float64Array = new Float64Array(problem.jurors);
  let candidates = candidatesOf(problem, prices);
  for (;;) {
    const net = newNet(problem, candidates, toll);
    for (let entry = 0; entry < problem.entries; entry += 1) {
      for (let unit = whole(problem.need, entry); unit > 0; unit -= 1) placeUnit(net, entry);
    }
    prices = net.prices;
    const wider = widen(problem, candidates, { taken: net.taken, missing: net.missing, prices, span, toll });
    if (!wider) return flowOf(problem, net);
    candidates = wider;
  }
}

/** How far values lie apart; above 0. */
function spanOf({ value, barred }: FlowProblem): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let pair = 0; pair < value.length; pair += 1) {
    if (barred[pair] === 1) continue;
    const one = real(value, pair);
    if (one < low) low = one;
    if (one > high) high = one;
  }
  return high > low ? high - low : Math.max(1, Math.abs(high) || 0);
}

interface Net extends Candidates {
  problem: FlowProblem;
  /** What a juror below the least is favoured by; thrice that keeps an entry from going without. */
  toll: number;
  /** By juror: what one more entry there costs. */
  prices: Float64Array;
  load: Int32Array;
  /** By slot: 1 when that juror reads that entry. */
  taken: Uint8Array;
  /** Slots a juror holds: juror * width + position. */
  held: Int32Array;
  position: Int32Array;
  width: number;
  missing: Int32Array;
  /** Of the search: distance, slot by which a juror is entered, slot that makes room for it, state (0 new, 1 open, 2 done). */
  distance: Float64Array;
  entered: Int32Array;
  left: Int32Array;
  state: Uint8Array;
  open: Int32Array;
  opened: number;
  seen: number[];
  /** The shortest way that ends found so far. */
  best: number;
  bestEnd: number;
}

function newNet(problem: FlowProblem, candidates: Candidates, toll: number): Net {
  const { jurors, entries, most, least } = problem;
  const slots = candidates.juror.length;
  const width = Math.min(
    entries,
    most.reduce((a, b) => Math.max(a, b), 0),
  );
  return {
    ...candidates,
    problem,
    toll,
    prices: Float64Array.from(least, (one) => (one > 0 ? -toll : 0)),
    load: new Int32Array(jurors),
    taken: new Uint8Array(slots),
    held: new Int32Array(jurors * width),
    position: new Int32Array(slots),
    width,
    missing: new Int32Array(entries),
    distance: new Float64Array(jurors),
    entered: new Int32Array(jurors),
    left: new Int32Array(jurors),
    state: new Uint8Array(jurors),
    open: new Int32Array(jurors),
    opened: 0,
    seen: [],
    best: 0,
    bestEnd: -1,
  };
}

/** What the juror's next entry costs beyond its price; infinite when the juror has no room. */
function endCost({ problem, load, prices, toll }: Net, juror: number): number {
  const now = whole(load, juror);
  if (now >= whole(problem.most, juror)) return Number.POSITIVE_INFINITY;
  return (now < whole(problem.least, juror) ? -toll : 0) - real(prices, juror);
}

/** Gives the entry one juror more, by the cheapest chain of moves; counts it as missing where there is none. */
function placeUnit(net: Net, entry: number): void {
  const { start, juror, worth, taken, prices, missing, toll } = net;
  const to = whole(start, entry + 1);
  let top = Number.NEGATIVE_INFINITY;
  for (let slot = whole(start, entry); slot < to; slot += 1) {
    if (taken[slot] === 1) continue;
    const margin = real(worth, slot) - real(prices, whole(juror, slot));
    if (margin > top) top = margin;
  }
  if (top > Number.NEGATIVE_INFINITY) {
    net.best = top + 3 * toll;
    net.bestEnd = -1;
    offer(net, entry, top, -1);
    search(net);
    raisePrices(net);
  }
  if (top === Number.NEGATIVE_INFINITY || net.bestEnd < 0) missing[entry] = whole(missing, entry) + 1;
  else walkBack(net, net.bestEnd);
}

/** Opens the jurors that the entry could go to; `base` is the distance of a juror with no margin. */
function offer(net: Net, entry: number, base: number, leaving: number): void {
  const { start, juror, worth, taken, prices, distance, entered, left, state, open, seen } = net;
  const to = whole(start, entry + 1);
  for (let slot = whole(start, entry); slot < to; slot += 1) {
    if (taken[slot] === 1) continue;
    const one = whole(juror, slot);
    const far = Math.max(0, base - real(worth, slot) + real(prices, one));
    if (far >= net.best || state[one] === 2 || (state[one] === 1 && far >= real(distance, one))) continue;
    if (state[one] === 0) {
      state[one] = 1;
      open[net.opened] = one;
      net.opened += 1;
      seen.push(one);
    }
    distance[one] = far;
    entered[one] = slot;
    left[one] = leaving;
    const ending = far + Math.max(0, endCost(net, one));
    if (ending < net.best) {
      net.best = ending;
      net.bestEnd = one;
    }
  }
}

/** Dijkstra over the jurors; ends as soon as no open one is nearer than the best end. */
function search(net: Net): void {
  const { open, distance, state, load, held, width, owner, worth, prices } = net;
  while (net.opened > 0) {
    let nearest = 0;
    for (let index = 1; index < net.opened; index += 1) {
      if (real(distance, whole(open, index)) < real(distance, whole(open, nearest))) nearest = index;
    }
    const one = whole(open, nearest);
    const far = real(distance, one);
    if (far >= net.best) return;
    net.opened -= 1;
    open[nearest] = whole(open, net.opened);
    state[one] = 2;
    const price = real(prices, one);
    const until = one * width + whole(load, one);
    for (let at = one * width; at < until; at += 1) {
      const slot = whole(held, at);
      offer(net, whole(owner, slot), far + real(worth, slot) - price, slot);
    }
  }
}

/** Keeps every pair of the assignment among the best its entry could have. */
function raisePrices(net: Net): void {
  const { seen, state, distance, prices, best } = net;
  for (const one of seen) {
    if (state[one] === 2) prices[one] = real(prices, one) + Math.max(0, best - real(distance, one));
    state[one] = 0;
  }
  seen.length = 0;
  net.opened = 0;
}

function walkBack(net: Net, end: number): void {
  const { load, width, held, position, taken, entered, left, juror } = net;
  let one = end;
  let place = one * width + whole(load, one);
  load[one] = whole(load, one) + 1;
  for (;;) {
    const slot = whole(entered, one);
    const leaving = whole(left, one);
    held[place] = slot;
    position[slot] = place;
    taken[slot] = 1;
    if (leaving < 0) return;
    taken[leaving] = 0;
    place = whole(position, leaving);
    one = whole(juror, leaving);
  }
}

function flowOf(problem: FlowProblem, net: Net): Flow {
  const { start, juror, worth, taken, prices, load, missing } = net;
  let total = 0;
  const jurorsOf: number[][] = [];
  for (let entry = 0; entry < problem.entries; entry += 1) {
    const own: number[] = [];
    for (let slot = whole(start, entry); slot < whole(start, entry + 1); slot += 1) {
      if (taken[slot] !== 1) continue;
      own.push(whole(juror, slot));
      total += real(worth, slot);
    }
    jurorsOf.push(own.sort((a, b) => a - b));
  }
  const idle = problem.least.map((one, index) => Math.max(0, one - whole(load, index)));
  let slack = 0;
  for (let one = 0; one < problem.jurors; one += 1) {
    const price = real(prices, one);
    const room = price > 0 ? whole(problem.most, one) - whole(load, one) : whole(load, one) - whole(problem.least, one);
    slack += Math.abs(price) * Math.max(0, room);
  }
  return { jurorsOf, missing, idle, total, bound: total + slack };
}

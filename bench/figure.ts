/** One line of what `npm run bench` prints: a figure beside its target and what it is held against. */
export type Figure = {
  name: string;
  value: string;
  target: string;
  against: string;
  met: boolean;
};

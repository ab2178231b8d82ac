/**
 * Over after so many milliseconds. Begun before the work and awaited after it, it hides how long the work took: that must
 * not tell why an answer is what it is (no such code, or a used one; no such person, or one without an address).
 */
export function takeAtLeast(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

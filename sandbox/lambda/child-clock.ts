/** Milliseconds by which the sandbox's clock is ahead of that of the computer. */
let ahead = 0;

/** Whatever the sandbox's clock says, computing takes the time that it takes. */
export const computersNow = Date.now.bind(Date);

/** Makes `Date` tell the time of the sandbox from now on. */
export function shareClock(): void {
  const now = (): number => computersNow() + ahead;
  globalThis.Date = new Proxy(Date, {
    apply: (target) => new target(now()).toString(),
    construct: (target, parameters, newTarget) => Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget) as Date,
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}

export function setClockAhead(milliseconds: number): void {
  ahead = milliseconds;
}

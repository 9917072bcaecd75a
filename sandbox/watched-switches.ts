/**
 * Switches that tell which of them are read: what nobody has read could have any other value.
 *
 * @param read is told the name of a switch, at each reading
 */
export function watched<Switches extends object>(switches: Switches, read: (name: string) => void): Switches {
  return new Proxy(switches, {
    get: (target, name, receiver) => {
      if (typeof name === 'string') read(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

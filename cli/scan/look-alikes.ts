import { visibleForm } from '../../lib/properties/look-alikes';

/** Names, or names with e-mail addresses, that were declared so far. Of two that nobody can tell apart, constructs take one. */
export class LookAlikes {
  private readonly names = new Set<string>();
  private readonly addresses = new Set<string>();

  public hasLike(names: readonly string[], addresses: readonly string[] = []): boolean {
    return names.some((name) => this.names.has(visibleForm(name))) || addresses.some((address) => this.addresses.has(visibleForm(address)));
  }

  public add(names: readonly string[], addresses: readonly string[] = []): void {
    for (const name of names) this.names.add(visibleForm(name));
    for (const address of addresses) this.addresses.add(visibleForm(address));
  }
}

import type { NotRead } from '../../sandbox/seed/snapshot';

/** Remembers what was read, so that reading can go on after an interruption. */
export interface Journal {
  /** Nothing if this wasn't read yet. */
  read(step: string): unknown;
  write(step: string, result: unknown): void;
}

/** A journal that forgets. */
export const NO_JOURNAL: Journal = { read: () => undefined, write: () => undefined };

/** Exceptions that tell that something may not be read, or isn't there for this caller; everything else ends the reading. */
const DENIALS = ['AccessDenied', 'AccessDeniedException', 'AWSOrganizationsNotInUseException', 'NoSuchBucket', 'ResourceNotFoundException', 'UnsupportedAPIEndpointException'];

/** Whether an exception tells that something may not be read. */
export function isDenial(thrown: unknown): boolean {
  return DENIALS.includes((thrown as Error).name);
}

/** Reading as steps, each of which is done once, and is told when it begins. */
export class Steps {
  public readonly notRead: NotRead[] = [];
  private done = 0;

  constructor(private readonly journal: Journal = NO_JOURNAL, private readonly progress: (step: string, done: number) => void = () => undefined) {}

  /** Reads something, unless the journal has it. Dates become texts. */
  public async read<Result>(what: string, read: () => Promise<Result>): Promise<Result> {
    this.progress(what, this.done++);
    const before = this.journal.read(what);
    if (before !== undefined) return before as Result;
    const result = JSON.parse(JSON.stringify(await read())) as Result;
    this.journal.write(what, result);
    return result;
  }

  /**
   * Reads something that the caller may not be allowed to read, and notes that.
   *
   * @param isToldOtherwise of exceptions that say something else than that
   */
  public async readIfAllowed<Result>(
    what: string, read: () => Promise<Result>, isToldOtherwise: (thrown: unknown) => boolean = () => false,
  ): Promise<Result | undefined> {
    try {
      return await this.read(what, read);
    } catch (thrown) {
      const { name, message } = thrown as Error;
      if (!isDenial(thrown) || isToldOtherwise(thrown)) throw thrown;
      this.notRead.push({ what, why: message === '' ? name : message });
      return undefined;
    }
  }
}

/** Every item of a paginated answer. */
export async function allOf<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => readonly Item[] | undefined): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...itemsOf(page) ?? []);
  return items;
}

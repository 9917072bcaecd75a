import { CallResult, done } from './result';
import type { Session } from './session';

export interface ListedPage {
  readonly resources: readonly ListedResource[];
  readonly nextToken?: string;
}

export interface ListedResource {
  readonly logicalResourceId: string;
  readonly physicalResourceId?: string;
  readonly resourceType: string;
  readonly status: string;
  /** When its status changed last, in milliseconds since 1970. */
  readonly changed?: number;
}

export type IsWanted = (resource: ListedResource) => boolean;

/** The list of a stack's resources, of which no more pages are read than somebody asks for. */
export class StackList {
  private readonly read: ListedResource[] = [];
  private pages = 0;
  private nextToken: string | undefined;

  /**
   * @param readAt when its first page was asked for, in milliseconds since 1970
   */
  constructor(
    private readonly readPage: (session: Session, nextToken: string | undefined) => Promise<CallResult<ListedPage>>, public readonly readAt: number,
  ) {}

  /** The resources on the pages that were read. */
  public get resources(): readonly ListedResource[] {
    return this.read;
  }

  public get isWhole(): boolean {
    return this.pages > 0 && this.nextToken === undefined;
  }

  /** A list of a single page is as it was at one moment. */
  public get isOnePage(): boolean {
    return this.isWhole && this.pages === 1;
  }

  /** The logical ids, in their order, to see whether two readings have the same. */
  public get logicalIds(): string {
    return this.read.map(({ logicalResourceId }) => logicalResourceId).join();
  }

  /**
   * The first of the wanted resources. Reads as far as it has to.
   *
   * @param isEnough whether no further page can have any
   */
  public async find(session: Session, isWanted: IsWanted, isEnough?: () => boolean): Promise<CallResult<ListedResource | undefined>> {
    const read = await this.readUntil(session, () => this.read.some(isWanted) || (isEnough?.() ?? false));
    return read.kind === 'DONE' ? done(this.read.find(isWanted)) : read;
  }

  /** As `find`, but on no further page than the first. */
  public async findOnFirstPage(session: Session, isWanted: IsWanted): Promise<CallResult<ListedResource | undefined>> {
    const read = await this.readUntil(session, () => this.pages > 0);
    return read.kind === 'DONE' ? done(this.read.find(isWanted)) : read;
  }

  /** Reads on, at most to the end. */
  public async readUntil(session: Session, isEnough: () => boolean): Promise<CallResult<undefined>> {
    while (!this.isWhole && !isEnough()) {
      const more = await this.readOn(session);
      if (more.kind !== 'DONE') return more;
    }
    return done(undefined);
  }

  private async readOn(session: Session): Promise<CallResult<undefined>> {
    const page = await this.readPage(session, this.nextToken);
    if (page.kind !== 'DONE') return page;
    this.read.push(...page.output.resources);
    this.nextToken = page.output.nextToken;
    this.pages += 1;
    return done(undefined);
  }
}

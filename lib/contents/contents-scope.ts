/**
 * The groups whose members are exactly those that the contents declare.
 */
export interface ExclusiveGroups {
  /**
   * The display names of the groups. Whoever is in one of them without a row for it leaves it, whoever has made the membership.
   */
  readonly groups: string[];

  /**
   * Those of the groups that a deployment may leave without any of the members that they have now. Only they may have no row at all.
   *
   * @default - none
   */
  readonly allowEmptying?: string[];
}

/**
 * Whether a directory may contain more than what is declared.
 */
export class ContentsScope {
  /**
   * What isn't declared stays as it is. A membership whose row has gone is revoked if this construct has made it.
   */
  public static additive(): ContentsScope {
    return new ContentsScope({ groups: [] });
  }

  /**
   * The same, but some groups have the declared members and no others.
   *
   * @param options which groups
   */
  public static exclusive(options: ExclusiveGroups): ContentsScope {
    return new ContentsScope(options ?? {});
  }

  private constructor(/** @internal */ public readonly _exclusive: ExclusiveGroups) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(exclusive: ExclusiveGroups): ContentsScope {
    return new ContentsScope(exclusive);
  }
}

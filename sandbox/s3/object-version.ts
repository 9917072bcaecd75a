/** What is kept of an object besides its bytes, as its headers are named. */
export type ObjectHeaders = Readonly<Record<string, string>>;

/** What is put under a key. */
export interface ObjectContent {
  readonly bytes: Uint8Array;
  /** In quotes. */
  readonly etag: string;
  readonly headers: ObjectHeaders;
  /** Base64, by the name of the algorithm. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** An object as it was at some time, or the mark of its deletion. */
export interface ObjectVersion {
  /** `null` of what was put while the bucket had no versions. */
  readonly id: string;
  readonly modified: number;
  /** Nothing of a delete marker. */
  readonly content?: ObjectContent;
}

export type Versioning = 'Enabled' | 'Suspended' | undefined;

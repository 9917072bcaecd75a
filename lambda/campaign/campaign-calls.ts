/** What is told on the default bus. */
export interface ToldEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
}

/** The calls to Amazon EventBridge that campaigns need. */
export interface CampaignEventCalls {
  /**
   * Puts up to ten events on the default bus.
   *
   * @throws what the SDK throws, or what the answer says of the first event that was refused
   */
  putEvents(events: readonly ToldEvent[]): Promise<unknown>;
}

/** How many events a request takes. */
export const EVENTS_AT_ONCE = 10;

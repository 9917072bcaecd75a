import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { RefusedEvent } from '../contents/clients';
import { acknowledged } from '../sdk/complete';
import type { CampaignEventCalls } from './campaign-calls';

/** The calls of the client of EventBridge. */
export function campaignEventCalls(client: EventBridgeClient): CampaignEventCalls {
  return {
    async putEvents(events) {
      const entries = events.map(({ source: Source, detailType: DetailType, detail: Detail }) => ({ Source, DetailType, Detail }));
      const { Entries: results = [] } = acknowledged(await client.send(new PutEventsCommand({ Entries: entries })));
      const refused = results.find(({ ErrorCode: code }) => code !== undefined);
      if (refused?.ErrorCode !== undefined) throw new RefusedEvent(refused.ErrorCode, refused.ErrorMessage ?? '');
    },
  };
}

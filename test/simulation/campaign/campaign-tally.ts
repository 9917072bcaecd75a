import type { LogLine } from '../../../lambda/custom-resource/event-handler';
import type { Counts } from '../tally';

const SECTIONS = ['stacks', 'events', 'calls', 'faults', 'others'] as const;

/** What happened in many runs of campaigns, in numbers that can be added up. */
export class CampaignTally {
  public readonly stacks: Counts = {};
  public readonly events: Counts = {};
  public readonly calls: Counts = {};
  public readonly faults: Counts = {};
  public readonly others: Counts = {};
  /** How many days of campaigns were played. */
  public days = 0;

  public deployed(status: string): void {
    count(this.stacks, status);
  }

  public handled({ requestType, result }: LogLine): void {
    count(this.events, `${requestType} ${result}`);
  }

  public called(operation: string): void {
    count(this.calls, operation);
  }

  public disturbed(operation: string, fault: string, moment: string): void {
    count(this.faults, `${operation} ${fault} ${moment}`);
  }

  public acted(does: string): void {
    count(this.others, does);
  }

  public played(days: number): void {
    this.days += days;
  }

  public add(other: Pick<CampaignTally, (typeof SECTIONS)[number] | 'days'>): void {
    this.days += other.days;
    for (const section of SECTIONS) for (const [name, number] of Object.entries(other[section])) count(this[section], name, number);
  }
}

function count(counts: Counts, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}

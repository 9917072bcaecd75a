import type { LogLine } from '../../lambda/custom-resource/event-handler';
import type { Act } from './domain';
import type { Operation } from './run';

export type Counts = Record<string, number>;

const SECTIONS = ['calls', 'disturbances', 'results', 'operations', 'acts', 'risks', 'excuses'] as const;

export const MISTAKEN = 'somebody else\'s counted as created, being made just then and exactly as declared';

/** What happened in many runs, in numbers that can be added up. */
export class Tally {
  public readonly calls: Counts = {};
  /** By operation, fault and moment, with blanks between them. */
  public readonly disturbances: Counts = {};
  /** How events ended, as `Create CREATED`. */
  public readonly results: Counts = {};
  public readonly operations: Counts = {};
  public readonly acts: Counts = {};
  /** How often it came to what is known and accepted. */
  public readonly risks: Counts = {};
  /** In how many runs an invariant would be broken without it. */
  public readonly excuses: Counts = {};

  public called(operation: string): void {
    count(this.calls, operation);
  }

  public disturbed(operation: string, fault: string, moment: string): void {
    count(this.disturbances, `${operation} ${fault} ${moment}`);
  }

  public handled({ requestType, result }: LogLine): void {
    count(this.results, `${requestType} ${result}`);
  }

  public ended({ status }: Operation): void {
    count(this.operations, status);
  }

  public acted({ does }: Act, hadEffect: boolean): void {
    if (hadEffect) count(this.acts, does);
  }

  /** Somebody else's that a stack took for what a create of its own had made, of which it heard nothing. */
  public mistook(entities: readonly string[]): void {
    if (entities.length > 0) count(this.risks, MISTAKEN, entities.length);
  }

  public excusedIn(names: Iterable<string>): void {
    for (const name of names) count(this.excuses, name);
  }

  public add(other: Pick<Tally, (typeof SECTIONS)[number]>): void {
    for (const section of SECTIONS) {
      for (const [name, number] of Object.entries(other[section])) count(this[section], name, number);
    }
  }
}

function count(counts: Counts, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}

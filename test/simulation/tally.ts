import type { LogLine } from '../../lambda/custom-resource/handler';
import type { Act } from './domain';
import type { Operation } from './run';

export type Counts = Record<string, number>;

/** What happened in many runs, in numbers that can be added up. */
export class Tally {
  public readonly calls: Counts = {};
  /** By operation, fault and moment, with blanks between them. */
  public readonly disturbances: Counts = {};
  /** How events ended, as `Create CREATED`. */
  public readonly results: Counts = {};
  public readonly operations: Counts = {};
  public readonly acts: Counts = {};

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

  public add(other: Pick<Tally, 'calls' | 'disturbances' | 'results' | 'operations' | 'acts'>): void {
    for (const section of ['calls', 'disturbances', 'results', 'operations', 'acts'] as const) {
      for (const [name, number] of Object.entries(other[section])) count(this[section], name, number);
    }
  }
}

function count(counts: Counts, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}

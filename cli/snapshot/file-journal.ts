import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { writePrivately } from '../private-file';
import type { Journal } from './steps';

/** What was read longer ago isn't mixed with what is read now, in milliseconds. */
const LONGEST_INTERRUPTION = 3_600_000;

interface Line {
  readonly step: string;
  readonly result: unknown;
}

/** A journal in a file, with a line for what was asked and one for each step. */
export class FileJournal implements Journal {
  /** How many steps an interrupted reading has left. */
  public readonly resumed: number;
  private readonly results: Map<string, unknown>;

  /**
   * @param asked tells one reading from another: only what was begun with the same is gone on with
   */
  constructor(private readonly file: string, asked: string, now: number) {
    const [first, ...steps] = existsSync(file) && now - statSync(file).mtimeMs < LONGEST_INTERRUPTION ? linesIn(file) : [];
    const isSame = first?.step === asked;
    this.results = new Map(isSame ? steps.map(({ step, result }) => [step, result]) : []);
    this.resumed = this.results.size;
    // Anew in any case, without a line that the interruption has cut off, and for nobody else to read.
    writePrivately([{ step: asked, result: true }, ...isSame ? steps : []].map((line) => `${JSON.stringify(line)}\n`).join(''), file);
  }

  public read(step: string): unknown {
    return this.results.get(step);
  }

  public write(step: string, result: unknown): void {
    this.results.set(step, result);
    appendFileSync(this.file, `${JSON.stringify({ step, result })}\n`);
  }

  /** Forgets it all, once the reading is complete. */
  public remove(): void {
    rmSync(this.file, { force: true });
  }
}

/** A line that was cut off by the interruption ends them. */
function linesIn(file: string): Line[] {
  const lines: Line[] = [];
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    try {
      lines.push(JSON.parse(text) as Line);
    } catch {
      break;
    }
  }
  return lines;
}

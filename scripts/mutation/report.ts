/** The parts of Stryker's report, in the schema of mutation-testing-elements, that the page tells. */
export interface Report {
  readonly files: Readonly<Record<string, ReportedFile>>;
}

export interface ReportedFile {
  readonly source: string;
  readonly mutants: readonly ReportedMutant[];
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'CompileError' | 'RuntimeError' | 'Ignored';
  readonly location: { readonly start: { readonly line: number } };
}

/** A mutant that no test noticed. */
export interface Unnoticed {
  readonly file: string;
  readonly lineNumber: number;
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
}

/** How many mutants of some files ended how. */
export interface Score {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly notCovered: number;
}

export function scoreOf(files: readonly ReportedFile[]): Score {
  const statuses = files.flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]): number => statuses.filter((status) => wanted.includes(status)).length;
  return { killed: count('Killed'), timedOut: count('Timeout'), survived: count('Survived'), notCovered: count('NoCoverage') };
}

/** The part of the mutants that was noticed, in percent. */
export function percentage({ killed, timedOut, survived, notCovered }: Score): number {
  const noticed = killed + timedOut;
  return 100 * noticed / (noticed + survived + notCovered);
}

export function unnoticedIn({ files }: Report): Unnoticed[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').map(({ mutatorName, replacement, location }) => {
      const lineNumber = location.start.line;
      return { file, lineNumber, line: lines[lineNumber - 1]?.trim() ?? '', mutator: mutatorName, replacement };
    });
  });
}

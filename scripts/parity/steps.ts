const LONGEST_PROBLEM = 2000;

/** The steps that one client takes. Each prints a line that begins with `ok` or `FAILED`. */
export class Steps {
  private passed = 0;
  private failures = 0;

  constructor(private readonly client: string) {}

  public get failed(): boolean {
    return this.failures > 0;
  }

  public get summary(): string {
    const good = `${this.client}: ${this.passed} steps ok`;
    return this.failed ? `${good}, ${this.failures} FAILED` : good;
  }

  /** Takes a step. It fails by throwing; the steps after it are taken all the same, without what it would have returned. */
  public async take<T>(title: string, action: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await action();
      this.passed += 1;
      console.log(`ok      ${this.client}: ${title}`);
      return result;
    } catch (thrown) {
      this.failures += 1;
      console.log(`FAILED  ${this.client}: ${title}\n${indented((thrown as Error).message)}`);
      return undefined;
    }
  }
}

function indented(text: string): string {
  return text.slice(0, LONGEST_PROBLEM).trim().replace(/^/gm, '          ');
}

import { execFileSync } from 'node:child_process';

/** What stands at the end of the command line of a process that runs a function. */
const RUNS_FUNCTION = /function-runtime$/;

/** How long a slowed process runs and rests, in milliseconds. */
const TURN = 100;

interface FunctionProcess {
  readonly pid: number;
  readonly megabytes: number;
}

/** The processes below this one that run functions: what they hold, and how fast they are. */
export class FunctionProcesses {
  /** What one of them held at most, as the system counts it once a second: what it shares with others is in it. */
  public mostMegabytes = 0;
  private pids: readonly number[] = [];
  private readonly timers: NodeJS.Timeout[];

  /** @param share the part of a processor that each has */
  constructor(share = 1) {
    this.timers = [setInterval(() => this.look(), 1_000)];
    if (share < 1) this.timers.push(setInterval(() => this.takeTurn(TURN * share), TURN));
  }

  public end(): void {
    this.timers.forEach((timer) => clearInterval(timer));
    this.signal('SIGCONT');
  }

  private look(): void {
    const found = functionProcesses();
    this.pids = found.map(({ pid }) => pid);
    this.mostMegabytes = Math.max(this.mostMegabytes, ...found.map(({ megabytes }) => megabytes));
  }

  private takeTurn(milliseconds: number): void {
    this.signal('SIGCONT');
    setTimeout(() => this.signal('SIGSTOP'), milliseconds);
  }

  private signal(signal: 'SIGCONT' | 'SIGSTOP'): void {
    for (const pid of this.pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // It is at its end.
      }
    }
  }
}

function functionProcesses(): FunctionProcess[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => RUNS_FUNCTION.test(line)).flatMap((line) => {
    const [pid = 0, parent, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return parent === process.pid ? [{ pid, megabytes: kilobytes / 1_000 }] : [];
  });
}

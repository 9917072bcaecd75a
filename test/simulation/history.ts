import type { Delivery } from './deliveries';
import type { Change } from './ledger';
import type { Operation } from './run';

/** What happened in a run, for people to read. */
export class History {
  public readonly lines: string[] = [];
  /** How many calls were carried out. */
  public calls = 0;
  private beginning: number | undefined;

  public note(at: number, what: string, text: string): void {
    this.beginning ??= at;
    this.lines.push(`${((at - this.beginning) / 1000).toFixed(3).padStart(10)} ${what.padEnd(7)} ${text}`);
  }

  public delivered({ event, started }: Delivery): void {
    const id = event.RequestType === 'Create' ? '' : event.PhysicalResourceId;
    const old = event.RequestType === 'Update' ? ` was ${own(event.OldResourceProperties)}` : '';
    this.note(started, 'event', `${event.StackId.split('/')[1]} ${event.RequestType} ${event.LogicalResourceId} [${event.RequestId.slice(0, 8)}] ${id} ${own(event.ResourceProperties)}${old}`);
  }

  public changed(at: number, through: string, changes: readonly Change[]): void {
    if (changes.length === 0) this.note(at, 'call', `${through} (nothing changed)`);
    for (const { id, kind, before, after } of changes) {
      const shown = after ? textOf(after.value) : 'gone';
      this.note(at, 'change', `${through}: ${kind} ${id} ${before ? 'becomes' : 'is created'} ${shown}`);
    }
  }

  public ended({ stack, status, events }: Operation): void {
    const last = events.at(-1)?.timestamp ?? 0;
    for (const { logicalId, status: each, physicalId, reason = '' } of events) {
      if (physicalId === stack.id || /^[A-Z][a-zA-Z]*\d+$/.test(logicalId)) this.note(last, 'cfn', `${stack.name} ${logicalId} ${each} ${physicalId === stack.id ? '' : physicalId} ${reason}`);
    }
    this.note(last, 'stack', `${stack.name} ends ${status}`);
  }
}

/** Without what all have in common. */
function own({ ServiceToken: _token, ServiceTimeout: _timeout, IdentityStoreId: _store, ...properties }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(properties);
}

function textOf(value: object): string {
  return JSON.stringify(value, (name, each: unknown) => (/^(Created|Updated)(At|By)$|^IdentityStoreId$/.test(name) ? undefined : each));
}

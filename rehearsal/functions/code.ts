import type { Properties } from '../../sandbox/cloudformation/template';

/** Which program of this library a function runs, or whose it is. */
export type Program = 'IDENTITY_STORE' | 'CONTENTS' | 'ORGANIZATIONS' | 'AWAITING' | 'CAMPAIGN' | 'FOREIGN';

/** The folders of the functions' code, as the command has them. */
export type Service = 'identity-store' | 'contents' | 'organizations' | 'campaign';

/** What a function is known by: the hash of its code. Names tell nothing, since everybody can give any. */
export type KnownCode = ReadonlyMap<string, Service>;

/** Where the provider framework of the CDK finds the function that it calls. */
const BEHIND_FRAMEWORK = 'USER_ON_EVENT_FUNCTION_ARN';

/** The functions of a place, by what a resource names them by. */
export class FunctionTable {
  private readonly properties = new Map<string, Properties>();

  constructor(private readonly known: KnownCode) {}

  public set(arn: string, properties: Properties): void {
    this.properties.set(arn, properties);
  }

  public programOf(serviceToken: string): Program {
    const properties = this.properties.get(serviceToken);
    const behind = membersOf(membersOf(properties?.Environment).Variables)[BEHIND_FRAMEWORK];
    const called = typeof behind === 'string' ? this.properties.get(behind) : properties;
    const service = this.known.get(hashOf(called));
    if (service === undefined) return 'FOREIGN';
    if (service === 'identity-store') return 'IDENTITY_STORE';
    if (service === 'contents') return 'CONTENTS';
    if (service === 'campaign') return 'CAMPAIGN';
    return called?.Handler === 'index.awaiting' ? 'AWAITING' : 'ORGANIZATIONS';
  }
}

/** The name of an asset is the hash of what is in it. */
function hashOf(properties: Properties | undefined): string {
  const { S3Key: key } = membersOf(properties?.Code);
  return typeof key === 'string' ? (key.split('/').at(-1) ?? '').replace(/\.\w+$/, '') : '';
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value as Readonly<Record<string, unknown>> : {};
}

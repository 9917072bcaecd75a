import { CAMPAIGN_RESOURCE_TYPE } from '../lib/contract/campaign';
import { CONTENTS_RESOURCE_TYPE } from '../lib/contract/contents';
import type { Environment } from '../sandbox/environment';
import type { CloudFormation } from '../sandbox/cloudformation/cloudformation';
import type { Rehearsal, RehearsalSurroundings } from '../sandbox/cloudformation/rehearsal';
import type { ResourceProvider, ResourceTypeTable } from '../sandbox/cloudformation/resource-provider';
import { NATIVE_KINDS } from '../sandbox/cloudformation/resource-types/identity-store';
import { NESTED_STACK } from '../sandbox/cloudformation/nested-stacks';
import type { AttributesOf } from '../sandbox/cloudformation/plant-stack';
import type { GivenParameter } from '../sandbox/cloudformation/parameters';
import type { Stack } from '../sandbox/cloudformation/stack';
import type { Json, Properties } from '../sandbox/cloudformation/template';
import { unknown } from '../sandbox/cloudformation/unknown';
import { isMembers } from '../sandbox/cloudformation/functions/function';
import { ServiceError } from '../sandbox/protocol/service-error';
import { plainContent } from '../sandbox/s3/plain-content';
import { Sandbox } from '../sandbox/sandbox';
import type { IdentityStores } from '../sandbox/identity-store/identity-stores';
import type { SeededSwitches } from '../sandbox/seed/seed';
import type { Snapshot, StackSnapshot } from '../sandbox/seed/snapshot';
import { VirtualTime } from '../sandbox/time/virtual-time';
import { RehearsedCampaignLedgers } from './campaigns/campaign-ledgers';
import { DeployedFiles, RehearsedLedgers } from './contents/ledgers';
import { RehearsedCustomResources } from './custom-resources';
import { derivedAnswer } from './derived-answers';
import { FunctionTable, KnownCode } from './functions/code';
import type { DirectClients } from './functions/direct-clients';
import type { EventOrder } from './functions/event-order';
import { NO_FUNCTIONS } from './functions/no-functions';
import { RehearsedFunctions } from './functions/rehearsed-functions';
import type { Journal } from './journal';
import { reasonsNotRead } from './not-read';
import { isStoredValue, NESTED_TEMPLATES } from './prepare';
import { isThere } from './presence';
import { RecordedResources } from './recorded-resources';
import type { RehearsedTemplates } from './rehearsed-templates';
import { GUARDED_TYPES } from './rehearsed-types';
import { NativeSurroundings, RehearsedNativeResources } from './native-resources';
import type { Members } from './slice';
import { plantRolledBack, plantStopped } from './stopped-updates';
import { WriteRecorder } from './writes';

export interface ForkOptions {
  readonly snapshot: Snapshot;
  readonly code: KnownCode;
  readonly templates: RehearsedTemplates;
  /** The files of contents that are to be deployed. */
  readonly files: DeployedFiles;
  /** Of the functions. */
  readonly clients: DirectClients;
  /** Whether a failure ends a stack's operation, as it does in a deployment. */
  readonly endsAtFailure: boolean;
  /** Whether functions look again also at what is declared as before. */
  readonly looksAgain: boolean;
  readonly order: EventOrder;
  /** What of AWS's behaviour is otherwise than the sandbox takes it to be. */
  readonly switches?: SeededSwitches;
  /** Numbers from 0 to 1, excluding 1. */
  readonly random: () => number;
}

/** A copy of what is really there, in which a deployment does no harm. */
export class Fork {
  public readonly time: VirtualTime;
  public readonly sandbox: Sandbox;
  public readonly journal: Journal = { entries: [] };
  /** The names of the switches that anything has hung on by now. */
  public readonly readSwitches = new Set<string>();
  /** What contents remember, and the files that they follow. */
  public readonly ledgers: RehearsedLedgers;
  /** What campaigns remember, and the rosters that they follow. */
  public readonly campaignLedgers: RehearsedCampaignLedgers;
  private readonly tables = new Map<string, PlaceTables>();
  private readonly receivers: RehearsedFunctions[] = [];

  constructor(private readonly options: ForkOptions) {
    const { snapshot, templates, endsAtFailure, random } = options;
    const { reading: { caller, region, endedAt } } = snapshot;
    this.time = new VirtualTime(Date.parse(endedAt));
    this.ledgers = new RehearsedLedgers({ snapshot, files: options.files, time: this.time, buckets: () => this.sandbox.buckets });
    this.campaignLedgers = new RehearsedCampaignLedgers(snapshot, this.ledgers);
    const rehearsal: Rehearsal = {
      endsAtFailure,
      structureOf: (text) => templates.structureOf(text),
      prepare: (structure) => templates.prepare(structure as Members),
      resourceTypes: (surroundings) => this.resourceTypes(surroundings),
    };
    this.sandbox = new Sandbox({
      time: this.time,
      random,
      runner: () => NO_FUNCTIONS,
      environment: { account: caller.account, region, partition: caller.arn.split(':')[1] ?? 'aws' },
      seed: { snapshot },
      switches: unthrottled(this.options.switches),
      switchRead: (name) => this.readSwitches.add(name),
      rehearsal,
    });
  }

  /** Takes down stacks as they are deployed. Those whose template can't be read have no resources then; says why. */
  public plantAll(deployed: readonly StackSnapshot[]): ReadonlyMap<string, string> {
    const unreadable = new Map<string, string>();
    const planted = new Map<string, Stack>();
    const holds = ({ resources }: StackSnapshot, id: string): boolean => resources.some(({ physicalId }) => physicalId === id);
    const withParents = deployed.map((stack) => ({ stack, parent: deployed.find((each) => holds(each, stack.stackId)) }));
    for (const { stack, parent } of withParents.toSorted((one, other) => Number(one.parent !== undefined) - Number(other.parent !== undefined))) {
      planted.set(stack.stackId, this.cloudFormationOf(stack).plant(stack, parent && planted.get(parent.stackId)));
    }
    this.plantImporters(deployed);
    for (const stack of deployed) {
      try {
        this.plantResources(planted.get(stack.stackId) as Stack, stack);
      } catch (thrown) {
        if (!(thrown instanceof ServiceError)) throw thrown;
        unreadable.set(stack.stackId, thrown.message);
      }
    }
    return unreadable;
  }

  /** Of other stacks it only counts that they use an export. */
  private plantImporters(deployed: readonly StackSnapshot[]): void {
    for (const exporter of deployed) {
      const cloudFormation = this.cloudFormationOf(exporter);
      for (const { exportName = '', importedBy = [] } of exporter.outputs) {
        for (const stackName of importedBy) {
          const importer = cloudFormation.find(stackName)
            ?? cloudFormation.plant({ ...exporter, stackId: `${exporter.stackId}/importer/${stackName}`, stackName, status: 'CREATE_COMPLETE', outputs: [] });
          importer.imports.add(exportName);
        }
      }
    }
  }

  public cloudFormationOf({ account, region }: Pick<Environment, 'account' | 'region'>): CloudFormation {
    return this.sandbox.place(account, region).cloudFormation;
  }

  private plantResources(stack: Stack, deployed: StackSnapshot): void {
    const attributesOf: AttributesOf = ({ type, physicalId, properties }) => {
      if (GUARDED_TYPES.includes(type)) return derivedAnswer({ type, physicalId, properties }, this.sandbox.organizations);
      if (isNative(type)) return { [NATIVE_KINDS[type].idMember]: physicalId.split('|')[0] as string };
      return this.tablesOf(deployed).recorded.recorded(type, physicalId, properties).attributes;
    };
    this.cloudFormationOf(deployed).plantResources(stack, deployed, this.givenOf(deployed), attributesOf);
    plantStopped(stack, deployed, attributesOf);
    plantRolledBack(stack, deployed, (id) => isThere(id, this.sandbox));
  }

  /** Puts down the templates of nested stacks as they are deployed. */
  public publishDeployed(deployed: readonly StackSnapshot[]): void {
    for (const { account, region, stackId } of deployed) {
      for (const { type, physicalId, properties: { TemplateURL: url } } of this.cloudFormationOf({ account, region }).existing(stackId).resources.values()) {
        const nested = type === NESTED_STACK ? deployed.find((each) => each.stackId === physicalId) : undefined;
        if (nested) this.publish(String(url).split('/').at(-1) as string, nested.template);
      }
    }
  }

  /** Deploys once more what is deployed. Tells what is the matter, if it doesn't succeed. */
  public async deployAgain(deployed: StackSnapshot): Promise<string | undefined> {
    const cloudFormation = this.cloudFormationOf(deployed);
    const stack = cloudFormation.existing(deployed.stackId);
    const target = cloudFormation.target(stack, deployed.template, this.givenOf(deployed));
    await this.time.run(cloudFormation.deploy(stack, target, { rollback: true }));
    return stack.status === 'UPDATE_COMPLETE' ? stack.statusReason : `the same template would end as ${stack.status}: ${stack.statusReason}`;
  }

  /** Lets time pass until no function does anything any more: some go on once CloudFormation has its answer. */
  public async settle(): Promise<void> {
    await this.time.run(Promise.all(this.receivers.map((receiver) => receiver.settled())));
  }

  /** Puts down the template of a nested stack where its parent looks for it. */
  public publish(name: string, template: string): void {
    const { buckets, home: { environment: { account, region } } } = this.sandbox;
    const bucket = buckets.find(NESTED_TEMPLATES) ?? buckets.create({ name: NESTED_TEMPLATES, account, region });
    bucket.put(name, plainContent(Buffer.from(template)));
  }

  /** A parameter that is read from Systems Manager was given as its name there. */
  private givenOf({ template, parameters }: StackSnapshot): GivenParameter[] {
    const declared = (this.options.templates.structureOf(template).Parameters ?? {}) as Members;
    return Object.entries(parameters)
      .filter(([name]) => declared[name] !== undefined && !isStoredValue(declared[name]))
      .map(([ParameterKey, value]) => ({ ParameterKey, ParameterValue: isHidden(declared[ParameterKey], value) ? unknown(`the value of the parameter ${ParameterKey}`) : value }));
  }

  private resourceTypes({ environment, callers, emulated, customResources }: RehearsalSurroundings): ResourceTypeTable {
    const { journal, time, options: { clients, order, random } } = this;
    const { functions, recorded } = this.tablesOf(environment);
    const writes = new WriteRecorder(() => this.sandbox);
    const receiver = new RehearsedFunctions({
      environment, callers, clients, table: functions, journal, time, random, order,
      answer: (request, entry) => writes.answer(request, entry),
    });
    this.receivers.push(receiver);
    const unread = (type: string, properties: Properties): string[] => reasonsNotRead(this.options.snapshot, type, properties);
    const ledgers = { [CONTENTS_RESOURCE_TYPE]: this.ledgers, [CAMPAIGN_RESOURCE_TYPE]: this.campaignLedgers };
    const custom = new RehearsedCustomResources(customResources(receiver), recorded, functions, journal, ledgers, unread, this.options.looksAgain);
    const native: NativeSurroundings = {
      journal,
      entity: (id) => entityIn(this.sandbox.identityStores, id),
      unread,
      looksAgain: this.options.looksAgain,
    };
    const providerOf = (type: string): ResourceProvider => {
      if (isNative(type)) return new RehearsedNativeResources(emulated.providerOf(type), NATIVE_KINDS[type], native);
      return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource' ? custom : recorded;
    };
    return { has: () => true, providerOf };
  }

  private tablesOf(where: Pick<Environment, 'account' | 'region'>): PlaceTables {
    const name = `${where.account} ${where.region}`;
    const environment = { partition: this.options.snapshot.reading.caller.arn.split(':')[1] ?? 'aws', account: where.account, region: where.region };
    const functions = new FunctionTable(this.options.code);
    const tables = this.tables.get(name) ?? { functions, recorded: new RecordedResources(environment, functions) };
    this.tables.set(name, tables);
    return tables;
  }
}

/** Nothing fails by itself in a rehearsal, nobody waits for a turn, and lists come whole, since each page would have to be waited for. */
function unthrottled({ cloudFormation, identityStore, organizations }: SeededSwitches = {}): SeededSwitches {
  return {
    cloudFormation: { requestRates: {}, pageSize: 1_000, ...cloudFormation },
    identityStore: { requestsPerSecond: 1_000_000, ...identityStore },
    organizations: { throttling: false, ...organizations },
  };
}

/** What is known of the functions of an account in a Region. */
interface PlaceTables {
  readonly functions: FunctionTable;
  readonly recorded: RecordedResources;
}

/** CloudFormation doesn't show what a parameter with `NoEcho` was given. */
function isHidden(parameter: Json | undefined, value: string): boolean {
  return isMembers(parameter) && String(parameter.NoEcho) === 'true' && /^\*+$/.test(value);
}

function isNative(type: string): type is keyof typeof NATIVE_KINDS {
  return Object.hasOwn(NATIVE_KINDS, type);
}

/** The user, group or membership with this id. */
function entityIn({ all: stores }: IdentityStores, id: string): object | undefined {
  return stores.flatMap(({ users, groups, memberships }) => users.get(id) ?? groups.get(id) ?? memberships.get(id) ?? []).at(0);
}

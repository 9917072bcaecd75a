import { Answers } from './cloudformation/answers';
import type { FindStack } from './cloudformation/stack-outputs';
import type { Environment } from './environment';
import { Place, World } from './place';
import { ServiceError } from './protocol/service-error';
import { partsOf } from './security/account-roles';

/** The accounts and Regions of the sandbox. The first request for one makes it. */
export class Places {
  public readonly home: Place;
  private readonly byName = new Map<string, Place>();
  /** Shared by the accounts in a Region. */
  private readonly answersByRegion = new Map<string, Answers>();
  private readonly world: World;

  constructor(private readonly own: Environment, world: Omit<World, 'answersIn' | 'findStackFor'>) {
    this.world = { ...world, answersIn: (region) => this.answersIn(region), findStackFor: (reader) => this.findStackFor(reader) };
    this.home = this.of(own.account, own.region);
  }

  public get all(): readonly Place[] {
    return [...this.byName.values()];
  }

  /** @param region the sandbox's own without it */
  public of(account: string, region = this.own.region): Place {
    const name = `${account} ${region}`;
    const place = this.byName.get(name) ?? new Place({ ...this.own, account, region }, this.world);
    this.byName.set(name, place);
    return place;
  }

  /** Where functions answer, if that is at this host. */
  public answersAt(host: string): Answers | undefined {
    return [...this.answersByRegion.values()].find((answers) => answers.host === host);
  }

  public async close(): Promise<void> {
    await Promise.all(this.all.map((place) => place.close()));
  }

  private findStackFor({ account: own }: Environment): FindStack {
    return (name, region, roleArn) => {
      if (roleArn === undefined) return this.of(own, region).cloudFormation.find(name);
      const { account } = partsOf(roleArn);
      const { cloudFormation, authorizer, environment: { partition } } = this.of(account, region);
      const stack = cloudFormation.find(name);
      const resource = stack?.id ?? `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`;
      const isThere = this.world.roles.trustPolicy(roleArn) !== undefined;
      if (isThere && authorizer.willAllow('cloudformation:DescribeStacks', resource, roleArn)) return stack;
      throw new ServiceError('AccessDenied', isThere
        ? `User: ${roleArn} is not authorized to perform: cloudformation:DescribeStacks on resource: ${resource}`
        : `The role ${roleArn} can not be assumed`, {}, 403);
    };
  }

  private answersIn(region: string): Answers {
    const { time, random, switches } = this.world;
    const answers = this.answersByRegion.get(region) ?? new Answers(region, time, random, switches.datedAnswerUrl);
    this.answersByRegion.set(region, answers);
    return answers;
  }
}

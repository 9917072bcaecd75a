import { RECORDER } from './recorder';

/** What is done with a probed stack, one after the other. Its template names it, so that whoever reads a template knows which one it is. */
export type Phase = 'CREATED' | 'ROLLED_BACK' | 'CLEANED_UP' | 'EXPRESS' | 'NOT_ROLLED_BACK';

/** What a recording resource is told to do. */
interface Recording {
  readonly phase: Phase;
  /** How long each event takes. */
  readonly seconds: number;
  /** Part of its id: another key is another resource. */
  readonly key?: string;
  /** Whether it reads its own stack. */
  readonly looks?: true;
  /** For how many seconds it tries at most to do what only a new policy allows. */
  readonly polls?: number;
  /** Which events it fails. */
  readonly fails?: 'Create' | 'Delete';
  readonly dependsOn?: readonly string[];
  readonly function?: string;
}

/** So many events could be sent at once. Half of the resources stay in the stack. */
export const RECORDERS = 12;
export const STAYING_RECORDERS = RECORDERS / 2;

/** The resources that aren't one of many, by what they are for. */
export const LOOKING = 'Looking';
export const FAILING = 'Failing';
export const STUBBORN = 'Stubborn';
export const WARM = 'Warm';
export const COLD = 'Cold';
export const NEW_POLICY = 'NewPolicy';

/** Each event takes long enough for others to come meanwhile, and in express mode much longer than CloudFormation needs for anything else. */
const SECONDS = 3;
const EXPRESS_SECONDS = 10;

/** How long somebody waits for a new policy to work, in seconds, and how long the function may take for it all. */
const LONGEST_POLLING = 60;
const FUNCTION_TIMEOUT = 100;

/** CloudFormation would wait an hour for a function that doesn't answer. */
const SERVICE_TIMEOUT = '120';

/** Of the resources that only record. */
export const RECORD_TYPE = 'Custom::CdkOrgGuardProbe';

const RECORDER_FUNCTION = 'Recorder';
const COLD_FUNCTION = 'ColdRecorder';

const ROLE = { 'Fn::GetAtt': ['Role', 'Arn'] };
const STACK = { 'Fn::Sub': 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/${AWS::StackName}/*' };

/** The template of a probed stack in a phase, as text. */
export function templateOf(phase: Phase): string {
  const isNew = phase !== 'CREATED' && phase !== 'ROLLED_BACK';
  const isFailing = phase === 'ROLLED_BACK' || phase === 'NOT_ROLLED_BACK';
  const seconds = phase === 'EXPRESS' ? EXPRESS_SECONDS : SECONDS;
  const numbers = Array.from({ length: isNew ? STAYING_RECORDERS : RECORDERS }, (_, index) => index + 1);
  const many = Object.fromEntries(numbers.map((number) => [`Recorder${number}`, recording({ phase, seconds })]));
  return JSON.stringify({
    Metadata: { Phase: phase },
    Description: 'Made by cdk-org-guard probe --stack, to be deleted',
    Resources: {
      ...FUNCTION_WITH_ROLE,
      ...many,
      [LOOKING]: recording({ phase, seconds, looks: true, key: KEYS[phase] }),
      ...(isNew && AFTER_A_NEW_POLICY),
      ...(isFailing && { [FAILING]: recording({ phase, seconds, fails: 'Create', dependsOn: [...Object.keys(many), LOOKING] }) }),
    },
  });
}

/** The second replacement isn't undone. */
const KEYS: Readonly<Record<Phase, string>> = { CREATED: 'first', ROLLED_BACK: 'second', CLEANED_UP: 'third', EXPRESS: 'third', NOT_ROLLED_BACK: 'third' };

export const PHASES: readonly string[] = Object.keys(KEYS);

const FUNCTION_WITH_ROLE = {
  Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { Ref: 'AWS::StackName' }, RetentionInDays: 1 } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      Policies: [{
        PolicyName: 'Recording',
        PolicyDocument: policy(
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['Log', 'Arn'] } },
          { Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'], Resource: STACK },
          // Not any stack of the name, so that a denial tells how a stack that is named by its id is authorized.
          { Effect: 'Allow', Action: 'cloudformation:ListStackResources', Resource: { Ref: 'AWS::StackId' } },
        ),
      }],
    },
  },
  [RECORDER_FUNCTION]: recorder(),
};

/** A policy, and what tries it out: in an environment that was there before, and in one that wasn't. */
const AFTER_A_NEW_POLICY = {
  [NEW_POLICY]: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: NEW_POLICY, Roles: [{ Ref: 'Role' }], PolicyDocument: policy({ Effect: 'Allow', Action: 'cloudformation:DescribeStackResources', Resource: STACK }),
    },
  },
  [COLD_FUNCTION]: { ...recorder(), DependsOn: [NEW_POLICY] },
  [WARM]: recording({ phase: 'CLEANED_UP', seconds: 0, polls: LONGEST_POLLING, dependsOn: [NEW_POLICY] }),
  [COLD]: recording({ phase: 'CLEANED_UP', seconds: 0, polls: LONGEST_POLLING, function: COLD_FUNCTION }),
  [STUBBORN]: recording({ phase: 'CLEANED_UP', seconds: 0, fails: 'Delete' }),
};

function policy(...Statement: readonly object[]): object {
  return { Version: '2012-10-17', Statement };
}

function recorder(): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: RECORDER }, Handler: 'index.handler', Runtime: 'nodejs22.x', Role: ROLE, Timeout: FUNCTION_TIMEOUT, MemorySize: 256,
      LoggingConfig: { LogGroup: { Ref: 'Log' } },
    },
  };
}

function recording({ phase, seconds, key, looks, polls, fails, dependsOn, function: ofFunction = RECORDER_FUNCTION }: Recording): object {
  return {
    Type: RECORD_TYPE,
    Properties: {
      ServiceToken: { 'Fn::GetAtt': [ofFunction, 'Arn'] }, ServiceTimeout: SERVICE_TIMEOUT, Phase: phase, Seconds: seconds,
      ...(key !== undefined && { Key: key }), ...(looks && { Looks: 'yes' }), ...(polls !== undefined && { Polls: polls }), ...(fails && { Fails: fails }),
    },
    ...(dependsOn && { DependsOn: dependsOn }),
  };
}

/** What `cdk synth` has made of an app: all that there is to deploy. */
export interface Assembly {
  /** Those of stages, too, in the order in which `cdk deploy "**"` deploys them. */
  readonly stacks: readonly AssemblyStack[];
}

/** A template, with those of the stacks nested in it. */
export interface AssemblyTemplate {
  /** The text of the template. */
  readonly template: string;
  /** By the logical ids of their resources. A nested stack whose template is no file of the assembly isn't here. */
  readonly nestedTemplates: ReadonlyMap<string, NestedTemplate>;
  /** The paths of constructs by logical ids of resources, for example `Directory/Admins/Resource`. They may be switched off, and then none are here. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

export interface NestedTemplate extends AssemblyTemplate {
  /** What the `TemplateURL` of its resource ends with. */
  readonly objectKey: string;
}

export interface AssemblyStack extends AssemblyTemplate {
  /** What the `cdk` command calls it: the path of its construct, such as `Production/Directory`. */
  readonly hierarchicalId: string;
  readonly stackName: string;
  /** Whether no stage holds it. Without a pattern, only these are selected. */
  readonly isTopLevel: boolean;
  /** Nothing where the app leaves it to the credentials of whoever deploys. */
  readonly account?: string;
  readonly region?: string;
  /** The hierarchical ids of the stacks that have to be there before. */
  readonly dependencies: readonly string[];
  /** The errors that the app itself has found in the stack. The `cdk` command deploys no stack with errors. */
  readonly errors: readonly string[];
  /** The values of parameters that the app itself gives. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly lookupRole?: LookupRole;
  /** The directories and archives of its assets, also of nested stacks, by hash: the name of the object in S3 without its ending. */
  readonly functionAssets: ReadonlyMap<string, string>;
  /** The files that contents may follow, also of nested stacks, by what they are called in their bucket. */
  readonly contentsFiles: ReadonlyMap<string, string>;
}

/** The role of the bootstrap stack that may look at what is deployed. */
export interface LookupRole {
  /** It may hold `${AWS::Partition}`, `${AWS::AccountId}` and `${AWS::Region}`. */
  readonly arn: string;
  readonly externalId?: string;
  /** The version of the bootstrap stack that has the role. */
  readonly minimumBootstrapVersion?: number;
}

import { DESCRIPTION, EMULATED, kept, recorded, REFUSED, TAGS, upTo } from './treatment';

/** What stands around functions and identities in a stack. */
export const SURROUNDINGS = {
  'AWS::CDK::Metadata': {
    Analytics: kept('nobody counts constructs'),
    Modules: kept('nobody counts constructs'),
  },
  'AWS::CloudFormation::CustomResource': {
    ServiceTimeout: EMULATED,
    ServiceToken: EMULATED,
  },
  'AWS::CloudFormation::Stack': {
    NotificationARNs: REFUSED,
    Parameters: EMULATED,
    Tags: EMULATED,
    TemplateURL: EMULATED,
    TimeoutInMinutes: REFUSED,
  },
  'AWS::CloudFormation::WaitConditionHandle': {},
  'AWS::Logs::LogGroup': {
    BearerTokenAuthenticationEnabled: recorded('nobody writes to the log over HTTP'),
    DataProtectionPolicy: recorded('nothing in the log is masked'),
    DeletionProtectionEnabled: REFUSED,
    FieldIndexPolicies: recorded('the log has no indexes'),
    KmsKeyId: recorded('the log isn\'t encrypted'),
    LogGroupClass: recorded('the log is of the standard class'),
    LogGroupName: upTo(512),
    ResourcePolicyDocument: recorded('nobody but functions writes to the log'),
    RetentionInDays: kept('nothing is deleted from a log'),
    Tags: TAGS,
  },
  'AWS::SSM::Parameter': {
    AllowedPattern: recorded('the value isn\'t compared with the pattern'),
    DataType: recorded('what the value names isn\'t looked for'),
    Description: upTo(1024, DESCRIPTION),
    Name: EMULATED,
    Policies: recorded('the parameter doesn\'t expire, and nobody is notified'),
    Tags: TAGS,
    Tier: EMULATED,
    Type: EMULATED,
    Value: EMULATED,
  },
  'AWS::StepFunctions::StateMachine': {
    Definition: REFUSED,
    DefinitionS3Location: REFUSED,
    DefinitionString: EMULATED,
    DefinitionSubstitutions: REFUSED,
    EncryptionConfiguration: recorded('nothing is encrypted with the key'),
    LoggingConfiguration: recorded('executions aren\'t logged'),
    RoleArn: EMULATED,
    StateMachineName: upTo(80),
    StateMachineType: recorded('executions are those of a standard state machine'),
    Tags: TAGS,
    TracingConfiguration: recorded('nothing is traced'),
  },
};

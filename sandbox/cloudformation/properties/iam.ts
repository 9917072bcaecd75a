import { DESCRIPTION, EMULATED, recorded, REFUSED, TAGS } from './treatment';

export const IAM = {
  'AWS::IAM::ManagedPolicy': {
    Description: DESCRIPTION,
    Groups: REFUSED,
    ManagedPolicyName: EMULATED,
    Path: EMULATED,
    PolicyDocument: EMULATED,
    Roles: EMULATED,
    Users: REFUSED,
  },
  'AWS::IAM::Policy': {
    Groups: REFUSED,
    PolicyDocument: EMULATED,
    PolicyName: EMULATED,
    Roles: EMULATED,
    Users: REFUSED,
  },
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: EMULATED,
    Description: DESCRIPTION,
    ManagedPolicyArns: EMULATED,
    MaxSessionDuration: recorded('a session of the role doesn\'t end, and may be asked for as long as twelve hours'),
    Path: EMULATED,
    PermissionsBoundary: EMULATED,
    Policies: EMULATED,
    RoleName: EMULATED,
    Tags: TAGS,
  },
};

import type { Service } from '../protocol/operations';
import { Time } from '../time/time';
import { Callers } from './callers';

const SESSION_HOURS = 1;

/** As much of STS as the `cdk` command needs: every role of its bootstrap exists and trusts everybody. */
export function sts(callers: Callers, time: Time): Service {
  return {
    name: 'sts',
    operations: {
      GetCallerIdentity: (_input, caller) => ({ Arn: caller.arn, UserId: 'AIDASANDBOX', Account: caller.account }),

      AssumeRole: (input: { RoleArn: string; RoleSessionName: string }, caller) => {
        const [, , , , account = caller.account, name = ''] = input.RoleArn.split(':');
        const arn = `${input.RoleArn.split(':').slice(0, 2).join(':')}:sts::${account}:assumed-${name}/${input.RoleSessionName}`;
        return {
          Credentials: {
            AccessKeyId: callers.issue({ account, arn }),
            SecretAccessKey: 'sandbox',
            SessionToken: 'sandbox',
            Expiration: new Date(time.now() + SESSION_HOURS * 3_600_000),
          },
          AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROASANDBOX:${input.RoleSessionName}` },
        };
      },
    },
  };
}

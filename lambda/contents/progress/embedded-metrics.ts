import type { ContentsStatus } from '../../../lib/contract/contents-status';
import type { Asker } from '../../guard/stack-view';

const NAMESPACE = 'CdkOrgGuard';

/** How far contents are, as a line of a log from which CloudWatch makes metrics. It has to be a line of its own, with nothing around it. */
export function metricsLine({ stackId, logicalResourceId }: Pick<Asker, 'stackId' | 'logicalResourceId'>, { rows, owed, updated }: ContentsStatus): string {
  const values = { Done: rows.done, Failed: rows.failed, Owed: owed };
  const dimensions = { StackName: stackId.split('/')[1] ?? '', LogicalResourceId: logicalResourceId };
  const metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
  const _aws = { Timestamp: updated, CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics: metrics }] };
  return JSON.stringify({ _aws, ...dimensions, ...values });
}

import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import { uuid } from '../randomness';
import { neverAborted } from './abort-signals';
import type { ApiDependencies } from './api';
import type { CloudFormation } from './cloudformation';
import { requestFor } from './resource-provider';
import type { Stack, StackResource } from './stack';
import type { Json, Properties } from './template';

interface ResourceDrift {
  readonly resource: StackResource;
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED';
  /** Nothing once the resource is gone. */
  readonly actual: Properties | undefined;
  readonly detectedAt: number;
}

/** A detection has ended before it is asked about. */
interface Detection {
  readonly stack: Stack;
  readonly drifts: readonly ResourceDrift[];
  readonly detectedAt: number;
}

/** A stack in one of these isn't being changed, and has resources. */
const DETECTABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'];

interface DriftInput {
  readonly StackName: string;
  readonly StackResourceDriftStatusFilters?: readonly string[];
}

/** How far resources are from what was declared. Custom resources aren't covered, as in CloudFormation. */
export function driftOperations(cloudFormation: CloudFormation, { time, random }: ApiDependencies): Record<string, Operation> {
  const detections = new Map<string, Detection>();

  return {
    async DetectStackDrift({ StackName: name }: DriftInput) {
      const stack = cloudFormation.existing(name);
      if (!DETECTABLE.includes(stack.status)) {
        throw new ServiceError('ValidationError', `Drift detection cannot be performed on stack [${stack.id}] while in [${stack.status}] status.`);
      }
      const drifts = await Promise.all([...stack.resources.values()].map((resource) => driftOf(cloudFormation, stack, resource, time.now())));
      const id = uuid(random);
      detections.set(id, { stack, drifts: drifts.filter((drift) => drift !== undefined), detectedAt: time.now() });
      return { StackDriftDetectionId: id };
    },

    DescribeStackDriftDetectionStatus({ StackDriftDetectionId: id }: { readonly StackDriftDetectionId: string }) {
      const detection = detections.get(id);
      if (!detection) throw new ServiceError('ValidationError', `Stack drift detection with id ${id} does not exist`);
      const drifted = detection.drifts.filter(({ status }) => status !== 'IN_SYNC').length;
      return {
        StackId: detection.stack.id,
        StackDriftDetectionId: id,
        DetectionStatus: 'DETECTION_COMPLETE',
        StackDriftStatus: drifted > 0 ? 'DRIFTED' : 'IN_SYNC',
        DriftedStackResourceCount: drifted,
        Timestamp: new Date(detection.detectedAt),
      };
    },

    DescribeStackResourceDrifts({ StackName: name, StackResourceDriftStatusFilters: statuses }: DriftInput) {
      const stack = cloudFormation.existing(name);
      const detection = [...detections.values()].findLast((each) => each.stack === stack);
      const drifts = (detection?.drifts ?? []).filter(({ status }) => !statuses || statuses.includes(status));
      return { StackResourceDrifts: drifts.map((drift) => describedDrift(stack, drift)) };
    },
  };
}

async function driftOf({ providerOf }: CloudFormation, stack: Stack, resource: StackResource, detectedAt: number): Promise<ResourceDrift | undefined> {
  const provider = providerOf(resource.type);
  if (provider.hidesDrift) return undefined;
  const { properties, physicalId } = resource;
  const actual = provider.read ? await provider.read({ ...requestFor(stack, resource, neverAborted()), physicalId }) : properties;
  if (!actual) return { resource, status: 'DELETED', actual, detectedAt };
  return { resource, status: isDeepStrictEqual(actual, properties) ? 'IN_SYNC' : 'MODIFIED', actual, detectedAt };
}

function describedDrift(stack: Stack, { resource: { logicalId, physicalId, type, properties }, status, actual, detectedAt }: ResourceDrift): object {
  return {
    StackId: stack.id,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ExpectedProperties: JSON.stringify(properties),
    ActualProperties: actual && JSON.stringify(actual),
    PropertyDifferences: actual ? differencesOf(properties, actual) : [],
    StackResourceDriftStatus: status,
    Timestamp: new Date(detectedAt),
  };
}

function differencesOf(expected: Properties, actual: Properties): object[] {
  return Object.keys(expected).filter((name) => !isDeepStrictEqual(expected[name], actual[name])).map((name) => ({
    PropertyPath: `/${name}`,
    ExpectedValue: textOf(expected[name]),
    ActualValue: textOf(actual[name]),
    DifferenceType: actual[name] === undefined ? 'REMOVE' : 'NOT_EQUAL',
  }));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

import { notificationArnsOf } from './parameters';
import type { Stack, StackEvent, StackResource } from './stack';

/** How the API describes a stack and what is in it. */

export function describedStack(stack: Stack): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ParentId: stack.parent?.id,
    RootId: stack.root?.id,
    Description: stack.template.Description,
    CreationTime: new Date(stack.creationTime),
    LastUpdatedTime: dateOf(stack.lastUpdatedTime),
    DeletionTime: dateOf(stack.deletionTime),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    // What becomes of a nested stack is decided for the whole tree.
    DisableRollback: stack.parent !== undefined || !stack.rollsBack,
    Capabilities: stack.capabilities,
    RoleARN: stack.roleArn,
    NotificationARNs: notificationArnsOf(stack),
    EnableTerminationProtection: (stack.root ?? stack).isProtected,
    Parameters: [...stack.parameters.given].map(([name, value]) => ({ ParameterKey: name, ParameterValue: isShown(stack, name) ? value : '****' })),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    Outputs: stack.outputs.map(({ key, value, description, exportName }) =>
      ({ OutputKey: key, OutputValue: value, Description: description, ExportName: exportName })),
  };
}

export function summarizedStack(stack: Stack): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ParentId: stack.parent?.id,
    RootId: stack.root?.id,
    TemplateDescription: stack.template.Description,
    CreationTime: new Date(stack.creationTime),
    LastUpdatedTime: dateOf(stack.lastUpdatedTime),
    DeletionTime: dateOf(stack.deletionTime),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
  };
}

export function describedEvent(stack: Stack, event: StackEvent): object {
  return {
    EventId: event.eventId,
    OperationId: event.operationId,
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.timestamp),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ClientRequestToken: event.clientRequestToken,
  };
}

export function describedResource(stack: Stack, resource: StackResource): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId || undefined,
    ResourceType: resource.type,
    Timestamp: new Date(resource.updatedAt),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
  };
}

export function summarizedResource(resource: StackResource): object {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId || undefined,
    ResourceType: resource.type,
    LastUpdatedTimestamp: new Date(resource.updatedAt),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
  };
}

function isShown({ template }: Stack, parameter: string): boolean {
  return String(template.Parameters?.[parameter]?.NoEcho ?? false) !== 'true';
}

function dateOf(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

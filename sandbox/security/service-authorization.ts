import data from './generated/service-authorization.json';

/** A kind of resource that an action is authorized on. */
export interface ResourceType {
  readonly name: string;
  /** Otherwise only some requests name such a resource. */
  readonly required: boolean;
  /** How its ARNs are made, for example `arn:${Partition}:identitystore:::group/${GroupId}`. */
  readonly arnTemplate: string;
}

/** What the Service Authorization Reference says about an action. */
export interface ServiceAction {
  /** For example `identitystore:CreateGroup`. */
  readonly name: string;
  readonly resourceTypes: readonly ResourceType[];
  /** The names of those resource types of which every request is authorized on at least one. */
  readonly requiredResourceTypes: readonly string[];
  /** Condition keys as the reference writes them: the end of `aws:RequestTag/${TagKey}` is up to the request. */
  readonly conditionKeys: readonly string[];
}

interface ServiceData {
  /** ARN templates by the name of the resource type. */
  readonly resourceTypes: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, ActionData>>;
}

interface ActionData {
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
  readonly conditionKeys: readonly string[];
}

const SERVICES: Readonly<Record<string, ServiceData>> = data.services;

const ACTIONS: ReadonlyMap<string, ServiceAction> = new Map(Object.entries(SERVICES).flatMap(([service, { resourceTypes, actions }]) =>
  Object.entries(actions).map(([name, action]) => {
    const described = serviceAction(`${service}:${name}`, action, resourceTypes);
    return [described.name.toLowerCase(), described] as const;
  })));

/** Finds an action, in whatever case its name is written. Only the services that the sandbox is about have any. */
export function actionOf(action: string): ServiceAction | undefined {
  return ACTIONS.get(action.toLowerCase());
}

function serviceAction(name: string, action: ActionData, arnTemplates: ServiceData['resourceTypes']): ServiceAction {
  const resourceTypes = action.resourceTypes.map((type) => ({ ...type, arnTemplate: arnTemplates[type.name] as string }));
  return {
    name,
    resourceTypes,
    requiredResourceTypes: resourceTypes.filter(({ required }) => required).map((type) => type.name),
    conditionKeys: action.conditionKeys,
  };
}

import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { Parameters } from '../ssm/parameters';
import { decidedIn, scopeBefore } from './decided';
import type { DynamicReferences } from './dynamic-references';
import { graphOf } from './graph';
import { NESTED_STACK } from './nested-stacks';
import { GivenParameter, parametersOf } from './parameters';
import { checkTemplateProperties } from './properties/check';
import type { Rehearsal } from './rehearsal';
import type { ResourceTypeTable } from './resource-provider';
import { checkRules } from './rules';
import type { Stack } from './stack';
import type { Target } from './stack-operation';
import { checkStackOutputs } from './stack-outputs';
import type { Switches } from './switches';
import { readTemplate, Template } from './template';
import { checkParameterLimits, checkTemplateLimits } from './template-limits';
import { parseStructure } from './template-text';
import { extendedTemplate } from './transforms';

export interface TargetsDependencies {
  readonly environment: Environment;
  readonly parameters: Parameters;
  readonly dynamic: DynamicReferences;
  readonly resourceTypes: ResourceTypeTable;
  readonly switches: Switches;
  /** Only if nothing is really deployed. */
  readonly rehearsal?: Rehearsal;
}

/** Reads what stacks are to become. */
export class Targets {
  constructor(private readonly dependencies: TargetsDependencies) {}

  /** Reads a template with its parameters and refuses what can't be deployed. */
  public target(stack: Stack, text: string, given: readonly GivenParameter[], notificationArns?: readonly string[]): Target {
    const { environment, parameters: ssm, dynamic, rehearsal } = this.dependencies;
    const structure = this.prepared(rehearsal ? rehearsal.structureOf(text) : parseStructure(text));
    checkParameterLimits(given);
    const surroundings = { environment, ssm, dynamic };
    const parametersIn = (template: Template) => parametersOf(stack, template, { parameters: given, notificationArns }, surroundings);
    if (structure.Transform === undefined) {
      const template = this.templateOf(stack, structure);
      return this.checked({ text, template, parameters: parametersIn(template) });
    }
    const parameters = parametersIn(structure as unknown as Template);
    const { processed, failure } = extendedTemplate(structure, parameters.values);
    if (failure !== undefined) return { text, template: { Resources: {} }, parameters, failure };
    return this.checked({ text, processed: JSON.stringify(processed), template: this.templateOf(stack, processed), parameters });
  }

  private prepared(structure: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return this.dependencies.rehearsal?.prepare(structure) ?? structure;
  }

  private checked(target: Target): Target {
    checkRules(target.template, target.parameters.values);
    const scope = scopeBefore(target.template, target.parameters.values);
    this.dependencies.dynamic.check(target.template, (value) => decidedIn(value, scope));
    return target;
  }

  private templateOf(stack: Stack, structure: Readonly<Record<string, unknown>>): Template {
    const { resourceTypes, switches, rehearsal } = this.dependencies;
    if (rehearsal) return this.prepared(structure) as unknown as Template;
    const template = readTemplate(structure, (type) => type === NESTED_STACK || resourceTypes.has(type));
    checkTemplateLimits(template);
    graphOf(new Map(Object.entries(template.Resources)));
    checkTemplateProperties(template);
    checkStackOutputs(template, !switches.stackOutputsAnywhere);
    for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
      const before = stack.resources.get(logicalId);
      if (before && before.type !== Type) {
        throw new ServiceError('ValidationError',
          `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${logicalId}]`);
      }
    }
    return template;
  }
}

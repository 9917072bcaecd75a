import { decidedIn, NotDecided, scopeBefore } from '../decided';
import { functionIn, isMembers, Scope } from '../functions/function';
import { attributePath } from '../functions/lookups';
import { resolve } from '../intrinsics';
import type { Json, Template } from '../template';
import { isLoop, unrolled } from './for-each';
import { jsonText } from './json-text';
import { extensionFailure } from './transform-failure';

type Members = { readonly [name: string]: Json };

/** Sections in which loops make members. */
const WITH_LOOPS = ['Conditions', 'Resources', 'Outputs'];
const WALKED = [...WITH_LOOPS, 'Rules', 'Metadata'];
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];
const KNOWN_POLICIES: Readonly<Record<string, readonly string[]>> = {
  DeletionPolicy: ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'], UpdateReplacePolicy: ['Delete', 'Retain', 'Snapshot'],
};

/**
 * What the transform `AWS::LanguageExtensions` makes of a template: one without loops and without functions that only it knows.
 *
 * @throws TransformFailure
 */
export function extended(structure: Members, parameters: ReadonlyMap<string, Json>): Members {
  const { Transform: _, ...sections } = structure;
  return new Extension(sections, parameters).extend();
}

class Extension {
  private readonly parameterNames: readonly string[];
  private sections: Members;

  constructor(sections: Members, private readonly parameters: ReadonlyMap<string, Json>) {
    this.sections = sections;
    this.parameterNames = Object.keys(sections.Parameters ?? {});
  }

  public extend(): Members {
    for (const name of WITH_LOOPS) this.replace(name, (section) => this.unroll(section));
    this.replace('Resources', (resources) => mapped(resources, (resource) => this.withPropertyLoops(resource)));
    for (const name of WALKED) this.replace(name, (section) => this.walk(section) as Members);
    this.replace('Resources', (resources) => Object.fromEntries(
      Object.entries(resources).map(([logicalId, resource]) => [logicalId, isMembers(resource) ? this.withPolicies(logicalId, resource) : resource])));
    return this.sections;
  }

  private replace(name: string, change: (section: Members) => Members): void {
    const section = this.sections[name];
    if (section !== undefined && isMembers(section)) this.sections = { ...this.sections, [name]: change(section) };
  }

  private unroll(members: Members): Record<string, Json> {
    return unrolled(members, (value) => this.decided(value, 'Fn::ForEach'), this.parameterNames);
  }

  private withPropertyLoops(resource: Json): Json {
    if (!isMembers(resource) || resource.Properties === undefined || !isMembers(resource.Properties)) return resource;
    return { ...resource, Properties: Object.keys(resource.Properties).some(isLoop) ? this.unroll(resource.Properties) : resource.Properties };
  }

  /** Decides what the functions of the extensions stand for, and leaves the others to the deployment. */
  private walk(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.walk(item));
    if (!isMembers(value)) return value;
    const [name, argument = null] = functionIn(value) ?? [];
    switch (name) {
      case 'Fn::Length': return this.lengthOf(argument);
      case 'Fn::ToJsonString': return jsonText(decidedIn(this.walk(argument), this.scope));
      case 'Fn::FindInMap': return this.found(argument);
      case 'Ref': return { Ref: isMembers(argument) ? this.decided(argument, 'Ref') : argument };
      case 'Fn::GetAtt': return { 'Fn::GetAtt': this.attribute(argument) };
      default: return mapped(value, (member) => this.walk(member));
    }
  }

  private lengthOf(argument: Json): Json {
    const list = this.decided(this.walk(argument), 'Fn::Length');
    if (!Array.isArray(list)) throw extensionFailure('Fn::Length layout is incorrect');
    return list.length;
  }

  private found(argument: Json): Json {
    if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) throw extensionFailure('Fn::FindInMap layout is incorrect');
    const [map, top, second] = argument.slice(0, 3).map((key) => this.decided(this.walk(key), 'Fn::FindInMap'));
    const mappings = (this.sections.Mappings ?? {}) as Template['Mappings'];
    const value = mappings?.[String(map)]?.[String(top)]?.[String(second)];
    if (value !== undefined) return value;
    const [, , , options] = argument;
    if (options === undefined) throw extensionFailure(`Mappings not found in template for key /${String(top)}/${String(second)}`);
    if (!isMembers(options) || options.DefaultValue === undefined) throw extensionFailure('Fn::FindInMap layout is incorrect');
    return this.walk(options.DefaultValue);
  }

  private attribute(argument: Json): Json {
    if (!Array.isArray(argument)) return argument;
    const [logicalId, attribute] = attributePath([...argument.slice(0, 1).map((part) => this.decided(part, 'Fn::GetAtt')), ...argument.slice(1)]);
    return [logicalId, ...attribute.map((part) => isMembers(part) ? this.decided(part, 'Fn::GetAtt') : part)];
  }

  private withPolicies(logicalId: string, resource: Members): Members {
    const policies = POLICIES.filter((name) => resource[name] !== undefined)
      .map((name) => [name, this.policy(name, resource[name] as Json, logicalId)] as const);
    return { ...resource, ...Object.fromEntries(policies) };
  }

  private policy(name: string, value: Json, logicalId: string): Json {
    if (Array.isArray(value)) throw extensionFailure(`Every ${name} member must be a string`);
    if (isMembers(value) && value.Ref === 'AWS::NoValue') throw extensionFailure('AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy');
    const policy = decidedIn(value, this.scope);
    if (typeof policy !== 'string') throw extensionFailure(`Unsupported expression for ${name} in resource ${logicalId}`);
    if (!KNOWN_POLICIES[name]?.includes(policy)) throw extensionFailure(`Unrecognized ${name} ${policy} for resource ${logicalId}`);
    return policy;
  }

  private decided(value: Json, functionName: string): Json {
    try {
      return resolve(value, this.scope);
    } catch (thrown) {
      if (thrown instanceof NotDecided) throw extensionFailure(`Unable to resolve the argument of ${functionName}: ${thrown.message}`);
      throw thrown;
    }
  }

  private get scope(): Scope {
    return scopeBefore(this.sections as unknown as Template, this.parameters);
  }
}

function mapped(members: Members, change: (member: Json) => Json): Record<string, Json> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]));
}

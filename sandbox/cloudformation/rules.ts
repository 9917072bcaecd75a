import { NotEmulated, ServiceError } from '../protocol/service-error';
import { NotDecided, scopeBefore } from './decided';
import { functionIn, isMembers, templateError } from './functions/function';
import { resolve } from './intrinsics';
import type { Json, Template } from './template';

/** What a template demands of its parameters together. */
export interface Rule {
  /** When it applies; always without one. */
  readonly RuleCondition?: Json;
  readonly Assertions: readonly { readonly Assert: Json; readonly AssertDescription?: string }[];
}

/** The functions that rules are made of, as far as they need nothing of the account. */
const FUNCTIONS = ['Ref', 'Fn::And', 'Fn::Contains', 'Fn::EachMemberEquals', 'Fn::EachMemberIn', 'Fn::Equals', 'Fn::Not', 'Fn::Or'];

/**
 * Checks the parameters of a stack by the rules of its template, before anything is deployed.
 *
 * @throws ServiceError `ValidationError` with the description of the first assertion that doesn't hold
 */
export function checkRules(template: Template, parameters: ReadonlyMap<string, Json>): void {
  for (const [name, rule] of Object.entries(template.Rules ?? {})) {
    if (!isMembers(rule as unknown as Json) || !Array.isArray(rule.Assertions)) {
      throw new ServiceError('ValidationError', `Template format error: Rule ${name} must have a list of Assertions`);
    }
    const holds = (value: Json): boolean => {
      checkFunctions(name, value);
      try {
        return resolve(value, scopeBefore(template, parameters)) === true;
      } catch (thrown) {
        if (thrown instanceof NotDecided) throw templateError(`Rule ${name} can only refer to parameters, and has ${thrown.message}`);
        throw thrown;
      }
    };
    if (rule.RuleCondition !== undefined && !holds(rule.RuleCondition)) continue;
    const broken = rule.Assertions.find(({ Assert }) => !holds(Assert));
    if (broken) throw new ServiceError('ValidationError', `Rule ${name} failed: ${broken.AssertDescription ?? JSON.stringify(broken.Assert)}`);
  }
}

function checkFunctions(rule: string, value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  const [name] = Array.isArray(value) ? [] : functionIn(value) ?? [];
  if (name !== undefined && !FUNCTIONS.includes(name)) throw new NotEmulated(`the function ${name} in a rule (${rule})`);
  Object.values(value).forEach((member) => checkFunctions(rule, member));
}

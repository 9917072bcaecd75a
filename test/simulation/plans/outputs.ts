import type { Json } from '../../../sandbox/cloudformation/template';

/** What the constructs put out, type by type. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'Custom::IdentityStoreUser': ['UserId', 'Outcome'],
  'Custom::IdentityStoreGroup': ['GroupId', 'Outcome'],
  'Custom::IdentityStoreGroupMembership': ['MembershipId', 'Outcome'],
  'Custom::OrganizationsAccountInvitation': ['HandshakeId', 'Outcome'],
};

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Condition?: string }>>;
}

/** The same template with outputs of all that is guarded in it. */
export function withOutputs(text: string): string {
  const template = JSON.parse(text) as Template;
  const outputs = Object.entries(template.Resources).flatMap(([logicalId, { Type, Condition }]) => (ATTRIBUTES[Type] ?? []).map((attribute): [string, Json] => [
    `${logicalId}${attribute}`,
    { Value: { 'Fn::GetAtt': [logicalId, attribute] }, ...(Condition !== undefined && { Condition }) },
  ]));
  return JSON.stringify(outputs.length === 0 ? template : { ...template, Outputs: Object.fromEntries(outputs) });
}

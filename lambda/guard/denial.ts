/** The causes that AWS's own sentence about a denial can tell, in the words of messages. */
const CAUSES: readonly { readonly says: RegExp; readonly isOfArn?: true; readonly cause: (found: string) => string }[] = [
  {
    says: /on resource: arn:[^:]+:identitystore::(\d{12}):identitystore\/\S+ because no identity-based policy allows/,
    isOfArn: true,
    cause: (owner) => `; the store is that of account ${owner}: if ownerAccount is declared as another one, that is why`,
  },
  {
    says: /(VpceAccessRequired|VPC endpoint|SourceVpc|SourceIp)/i,
    cause: () => '; network rules decide from where this is allowed: those of the identity store (VpceAccessRequired, ApiRestrictSourceVpcs, ApiAllowSourceIps) or a policy\'s',
  },
];

/** ARNs are left out of the search, because the names in them may say anything. */
const ARN = /arn:\S+/g;

/** The cause of a denial, to be added to what AWS says; empty if that doesn't tell. */
export function causeOfDenial(message = ''): string {
  for (const { says, isOfArn, cause } of CAUSES) {
    const found = says.exec(isOfArn ? message : message.replaceAll(ARN, ''))?.[1];
    if (found !== undefined) return cause(found);
  }
  return '';
}

/** The role in whose name a request was denied, as a trust policy names it, if AWS says so. */
export function deniedRole(message: string): string | undefined {
  const denied = /User: arn:(?<partition>[^:]+):(?:sts|iam)::(?<account>\d{12}):(?:assumed-)?role\/(?<name>[^/\s]+)/.exec(message)?.groups;
  return denied && `arn:${denied.partition}:iam::${denied.account}:role/${denied.name}`;
}

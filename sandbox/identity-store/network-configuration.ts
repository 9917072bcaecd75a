import { BlockList, isIPv6 } from 'node:net';
import { checkCidr, checkList, checkVpc, invalid } from './constraints';

/** From where the operations of a store can be called. */
export interface NetworkConfiguration {
  readonly VpceAccessRequired: boolean;
  readonly ApiRestrictSourceVpcs?: readonly string[];
  readonly ApiAllowSourceIps?: readonly string[];
  /** For SCIM, which the sandbox doesn't have. */
  readonly ScimAllowSourceIps?: readonly string[];
}

const MOST = 50;

const LISTS = { ApiRestrictSourceVpcs: checkVpc, ApiAllowSourceIps: checkCidr, ScimAllowSourceIps: checkCidr };

/** @throws ServiceError `ValidationException` */
export function checkNetworkConfiguration(value: unknown): NetworkConfiguration {
  if (typeof value !== 'object' || value === null) throw invalid('networkConfiguration', 'must be a structure');
  const { VpceAccessRequired, ...others } = value as Record<string, unknown>;
  if (VpceAccessRequired === undefined || VpceAccessRequired === null) throw invalid('networkConfiguration.vpceAccessRequired', 'must not be null');
  if (typeof VpceAccessRequired !== 'boolean') throw invalid('networkConfiguration.vpceAccessRequired', 'must be a boolean');
  const lists = Object.entries(others).map(([name, list]) => {
    const check = Object.hasOwn(LISTS, name) ? LISTS[name as keyof typeof LISTS] : undefined;
    const place = `networkConfiguration.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    if (!check) throw invalid(place, 'must be known to the cdk-org-guard sandbox');
    return [name, checkList(place, list, MOST).map((item) => check(place, item))];
  });
  return { VpceAccessRequired, ...Object.fromEntries(lists) as object };
}

/** All requests reach the sandbox from this computer, and none through a VPC. */
const SOURCE = '127.0.0.1';

/** Whether the sandbox's callers may call the operations of a store. */
export function isReachable({ VpceAccessRequired, ApiRestrictSourceVpcs, ApiAllowSourceIps = [] }: NetworkConfiguration): boolean {
  if (!VpceAccessRequired && !ApiRestrictSourceVpcs) return true;
  const allowed = new BlockList();
  for (const range of ApiAllowSourceIps) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) allowed.addAddress(address, family);
    else allowed.addSubnet(address, Number(bits), family);
  }
  return allowed.check(SOURCE);
}

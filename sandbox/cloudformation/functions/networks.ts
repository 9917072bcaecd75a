import { isIPv4 } from 'node:net';
import type { Json } from '../template';
import { IntrinsicFunction, templateError } from './function';

const MOST_BLOCKS = 256;

/** Every Region has at least these. */
const ZONES = ['a', 'b', 'c'];

/** The functions of addresses and places. */
export const NETWORKS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Cidr': (argument, { resolve }) => {
    const [block, count, bits] = resolve(argument) as [string, string | number, (string | number)?];
    return blocksIn(String(block), Number(count), bits === undefined ? undefined : Number(bits));
  },

  'Fn::GetAZs': (argument, { resolve, scope }) => {
    const region = String(resolve(argument)) || String(scope.parameters.get('AWS::Region'));
    return ZONES.map((zone) => `${region}${zone}`);
  },
};

/** @param hostBits how many bits of an address are left to a block */
function blocksIn(block: string, count: number, hostBits: number | undefined): Json {
  const [address = '', length = ''] = block.split('/');
  const [width, read, write] = isIPv4(address) ? [32, parseIpv4, formatIpv4] as const : [128, parseIpv6, formatIpv6] as const;
  const bits = hostBits ?? (width === 32 ? 8 : 64);
  const [first, size] = [read(address), 1n << BigInt(bits)];
  const room = (1n << BigInt(width - Number(length))) / size;
  if (!(count >= 1 && count <= MOST_BLOCKS) || BigInt(count) > room) throw templateError(`Fn::Cidr cannot make ${count} blocks of ${bits} bits in ${block}`);
  return Array.from({ length: count }, (_, index) => `${write(first + size * BigInt(index))}/${width - bits}`);
}

function parseIpv4(address: string): bigint {
  return address.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

function parseIpv6(address: string): bigint {
  const [before = '', after = ''] = address.split('::');
  const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
  const [head, tail] = [groups(before), groups(after)];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** The parser of addresses knows how IPv6 is shortened. */
function formatIpv6(value: bigint): string {
  const groups = value.toString(16).padStart(32, '0').match(/.{4}/g) as string[];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

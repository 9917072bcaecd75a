import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** How the checksums are computed that clients send with an object, by the end of their header. */
export const CHECKSUMS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  crc32: (bytes) => fourBytes(crc32(bytes)),
  crc32c: (bytes) => fourBytes(crc32c(bytes)),
  crc64nvme: (bytes) => eightBytes(crc64(bytes)),
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/** The polynomials, with their bits turned round. */
const CASTAGNOLI = 0x82f63b78;
const NVME = 0x9a6c9329ac4bc9b5n;

const ALL_ONES = 0xffff_ffff_ffff_ffffn;

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ CASTAGNOLI : rest >>> 1;
  return rest;
});

const CRC64_TABLE = BigUint64Array.from({ length: 256 }, (_, byte) => {
  let rest = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) rest = rest & 1n ? (rest >> 1n) ^ NVME : rest >> 1n;
  return rest;
});

function crc32c(bytes: Uint8Array): number {
  let rest = ~0;
  for (const byte of bytes) rest = (CRC32C_TABLE[(rest ^ byte) & 0xff] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}

function crc64(bytes: Uint8Array): bigint {
  let rest = ALL_ONES;
  for (const byte of bytes) rest = (CRC64_TABLE[Number(rest & 0xffn) ^ byte] as bigint) ^ (rest >> 8n);
  return rest ^ ALL_ONES;
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function eightBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

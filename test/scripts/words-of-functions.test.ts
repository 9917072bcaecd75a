import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { REASONS_OF_ANY_SERVICE } from '../../lambda/reasons/any-service';
import { CONTENTS_REASONS } from '../../lambda/reasons/contents';
import { IDENTITY_STORE_REASONS } from '../../lambda/reasons/identity-store';
import { ORGANIZATIONS_REASONS } from '../../lambda/reasons/organizations';

// The bundle of a function has no words of other services.
describe.each([
  { room: 'contents', reasons: { ...CONTENTS_REASONS, ...IDENTITY_STORE_REASONS, ...REASONS_OF_ANY_SERVICE } },
  { room: 'identity-store', reasons: { ...IDENTITY_STORE_REASONS, ...REASONS_OF_ANY_SERVICE } },
  { room: 'organizations', reasons: { ...ORGANIZATIONS_REASONS, ...REASONS_OF_ANY_SERVICE } },
  { room: 'custom-resource', reasons: REASONS_OF_ANY_SERVICE },
])('what $room says', ({ room, reasons }) => {
  test('has words in every function that it is part of', () => {
    const directory = path.join(__dirname, '../../lambda', room);
    const sources = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(directory, file), 'utf8'));
    const codes = sources.flatMap((source) => [...source.matchAll(/failure\(\s*'([A-Z_]+)'/g)].map(([, code]) => code as string));
    expect(codes).not.toEqual([]);
    expect(codes.filter((code) => !(code in reasons))).toEqual([]);
  });
});

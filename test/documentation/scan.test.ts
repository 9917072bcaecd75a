import { codeBlocks } from '../../scripts/documentation/code-blocks';
import { InProcess, InProcessOptions } from '../support/in-process';
import { snapshotOf } from '../support/planned';
import { scanOf } from '../support/scanned';

const blocks = new Map(codeBlocks('docs/scan.md').map(({ title, code }) => [title, code]));

/** Ids are other ones each time. */
function withoutIds(code: string): string {
  return code.replace(/\d{10}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID').trimEnd();
}

test('the code of the example is what scan writes of its directory', async () => {
  const seed = JSON.parse(blocks.get('directory.json') ?? '') as InProcessOptions['seed'] & object;
  const { files: { kept } } = scanOf(await snapshotOf(new InProcess({ seed })));
  expect(withoutIds(blocks.get('people.ts') ?? '')).toBe(withoutIds(kept['people.ts'] ?? ''));
});

test('the table of the example is what scan writes of its directory', async () => {
  const seed = JSON.parse(blocks.get('directory.json') ?? '') as InProcessOptions['seed'] & object;
  const { files: { kept } } = scanOf(await snapshotOf(new InProcess({ seed })), { as: 'csv' });
  expect(blocks.get('users.csv')).toBe(kept['users.csv']?.trimEnd());
});

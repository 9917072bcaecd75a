import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContentsFile, ContentsInBucket, ContentsSource, IdentityStore, IdentityStoreContents } from '../../../lib';
import { plainContent } from '../../../sandbox/s3/plain-content';
import { ASSETS, STORE } from '../../support/ids';
import { failuresOf, InProcess } from '../../support/in-process';
import { ownDirectory } from '../../support/synthesized';

/** Contents whose file somebody has put into a bucket. */

const KEY = 'people/contents.jsonl.gz';

let world: InProcess;
beforeEach(() => {
  world = new InProcess();
  world.sandbox.buckets.existing(ASSETS).versioning = 'Enabled';
});

/** Writes a file with groups, and puts it into the bucket. */
function uploaded(...groups: string[]): { readonly sha256: string; readonly versionId: string } {
  const file = path.join(ownDirectory(), 'contents.jsonl.gz');
  const { sha256 } = ContentsFile.write(ContentsSource.inline({ groups: groups.map((displayName) => ({ displayName })) }), file);
  const { id } = world.sandbox.buckets.existing(ASSETS).put(KEY, plainContent(readFileSync(file)));
  return { sha256, versionId: id };
}

function declare(file: Pick<ContentsInBucket, 'sha256' | 'versionId'>): (stack: Stack) => void {
  return (stack) => {
    new IdentityStoreContents(stack, 'People', {
      identityStore: IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE),
      source: ContentsSource.fromBucket({ bucket: Bucket.fromBucketName(stack, 'Files', ASSETS), objectKey: KEY, ...file }),
    });
  };
}

function groupNames(): string[] {
  return world.groups.map(({ displayName }) => displayName).sort();
}

test('are deployed, and follow the next file', async () => {
  expect((await world.deploy('People', declare(uploaded('admins')))).status).toBe('CREATE_COMPLETE');
  expect(groupNames()).toEqual(['admins']);
  expect((await world.deploy('People', declare(uploaded('admins', 'teams')))).status).toBe('UPDATE_COMPLETE');
  expect(groupNames()).toEqual(['admins', 'teams']);
});

test('are those of the declared version, also if there is a newer one', async () => {
  const file = uploaded('admins');
  uploaded('others');
  expect((await world.deploy('People', declare(file))).status).toBe('CREATE_COMPLETE');
  expect(groupNames()).toEqual(['admins']);
});

test('that somebody has changed since are refused before anything is written', async () => {
  const { sha256 } = uploaded('admins');
  uploaded('others');
  const stack = await world.deploy('People', declare({ sha256 }));
  expect(failuresOf(stack)[0]).toContain(
    `CONTENTS_FILE_UNREADABLE: the file of the contents can't be used: object ${KEY} in bucket ${ASSETS} is another file than the one that has the declared sha256. `
    + 'Deploy again what cdk synth or ContentsFile.write() made, unchanged, with the same version of cdk-org-guard.',
  );
  expect(groupNames()).toEqual([]);
});

test('of a version that is gone are refused before anything is written', async () => {
  const { sha256 } = uploaded('admins');
  const stack = await world.deploy('People', declare({ sha256, versionId: 'gone' }));
  expect(failuresOf(stack)[0]).toContain(`there is no version gone of object ${KEY} in bucket ${ASSETS}`);
  expect(groupNames()).toEqual([]);
});

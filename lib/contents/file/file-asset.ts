import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { compressedFile, counted } from './compressed-file';
import { ContentsLines } from './lines';

/** The file of contents as an asset of the app. */
export function contentsFile(scope: Construct, id: string, { header: { users, groups, memberships }, text, hash }: ContentsLines): Asset {
  return compressedFile(scope, id, { name: 'contents', text, hash }, `${counted(users, 'user')}, ${counted(groups, 'group')} and ${counted(memberships, 'membership')}`);
}

/** What is told in each user, group and invitation, so that whoever comes across it knows what it is. */
export const REMARK = 'Made by a test of cdk-org-guard, to be deleted';

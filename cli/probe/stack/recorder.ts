/** Code in a template has no more characters: so many were allowed at first, and more aren't needed. */
export const LONGEST_CODE = 4_096;

/**
 * The function of a probed stack. It does nothing but record: when events come and with which ids, what it reads of its own stack then, and since when it may.
 * Which of that is to be done for a resource stands in the properties of the resource. The client is the one of Lambda's image.
 */
export const RECORDER = `const {
  CloudFormationClient, DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand,
} = require('@aws-sdk/client-cloudformation');
const https = require('node:https');

const client = new CloudFormationClient({});
const bornAt = Date.now();
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function attempt(command) {
  try {
    return { answer: await client.send(command) };
  } catch (error) {
    return { exception: error.name };
  }
}

async function looked(StackName) {
  const stacks = await attempt(new DescribeStacksCommand({ StackName }));
  const template = await attempt(new GetTemplateCommand({ StackName }));
  const list = await attempt(new ListStackResourcesCommand({ StackName }));
  return {
    status: stacks.exception ?? stacks.answer.Stacks[0].StackStatus,
    template: template.exception ?? /"Phase": *"(\\w+)"/.exec(template.answer.TemplateBody)?.[1],
    list: list.exception ?? 'ALLOWED',
  };
}

async function polled(StackName, seconds) {
  const until = Date.now() + 1000 * seconds;
  for (let denials = 0; ; denials++) {
    const { exception } = await attempt(new DescribeStackResourcesCommand({ StackName }));
    if (exception === undefined) return { denials, allowedAt: Date.now() };
    if (Date.now() > until) return { denials, exception };
    await pause(1000);
  }
}

function put(url, body) {
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method: 'PUT', headers }, (response) => {
      response.on('end', resolve);
      response.resume();
    });
    request.on('error', reject);
    request.end(body);
  });
}

exports.handler = async (event, { awsRequestId: call }) => {
  const startedAt = Date.now();
  const { RequestType: type, RequestId, StackId, LogicalResourceId, PhysicalResourceId: id, ResourceProperties: now, OldResourceProperties: old } = event;
  const record = { type, call, resource: LogicalResourceId, id, phase: now.Phase, before: old?.Phase, bornAt, startedAt };
  record.isDated = /[?&]X-Amz-Date=/.test(event.ResponseURL);
  if (now.Looks) Object.assign(record, await looked(StackId));
  if (now.Polls) Object.assign(record, await polled(StackId, now.Polls));
  await pause(1000 * now.Seconds);
  record.endedAt = Date.now();
  console.log(JSON.stringify({ probe: record }));
  await put(event.ResponseURL, JSON.stringify({
    Status: now.Fails === type ? 'FAILED' : 'SUCCESS', Reason: 'A probe wants it to fail',
    PhysicalResourceId: type === 'Delete' ? id : [LogicalResourceId, now.Key].join('-'), StackId, RequestId, LogicalResourceId,
  }));
};
`;

import { createHash, createHmac } from 'node:crypto';
import * as https from 'node:https';

/** The least that can create a group: one request, signed by hand. What no function with the SDK can be lighter than. */
export function createGroup(region: string, identityStoreId: string, displayName: string, now: Date): Promise<string> {
  const host = `identitystore.${region}.amazonaws.com`;
  const body = JSON.stringify({ IdentityStoreId: identityStoreId, DisplayName: displayName });
  const headers = signed(host, region, body, now.toISOString().replace(/[-:]|\.\d{3}/g, ''));
  return new Promise((resolve, reject) => {
    const request = https.request({ method: 'POST', host, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => resolve(text));
    });
    request.on('error', reject).end(body);
  });
}

/** Signature version 4. */
function signed(host: string, region: string, body: string, time: string): Record<string, string> {
  const { AWS_ACCESS_KEY_ID: id = '', AWS_SECRET_ACCESS_KEY: secret = '', AWS_SESSION_TOKEN: token = '' } = process.env;
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1', host, 'x-amz-date': time, 'x-amz-security-token': token, 'x-amz-target': 'AWSIdentityStore.CreateGroup',
  };
  const names = Object.keys(headers).join(';');
  const canonical = ['POST', '/', '', ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), '', names, hash(body)].join('\n');
  const scope = `${time.slice(0, 8)}/${region}/identitystore/aws4_request`;
  const key = scope.split('/').reduce<string | Buffer>((before, part) => createHmac('sha256', before).update(part).digest(), `AWS4${secret}`);
  const signature = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n')).digest('hex');
  return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

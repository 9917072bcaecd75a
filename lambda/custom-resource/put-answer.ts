import * as https from 'node:https';
import { PUT_TIMEOUT, PutAnswer } from './delivery';

/**
 * PUTs with `node:https`, which the SDK has loaded already. The content type has to be empty, because the URL is signed
 * for an empty one.
 */
export const putAnswer: PutAnswer = (url, body) => new Promise((resolve, reject) => {
  const { hostname, pathname, search } = new URL(url);
  const request = https.request({
    method: 'PUT',
    hostname,
    path: pathname + search,
    headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
    timeout: PUT_TIMEOUT,
  }, (response) => {
    response.resume();
    response.on('end', () => resolve(response.statusCode ?? 0));
    response.on('error', reject);
  });
  request.on('timeout', () => request.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })));
  request.on('error', reject);
  request.end(body);
});

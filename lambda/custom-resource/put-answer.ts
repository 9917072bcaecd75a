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
  }, (response) => {
    clearTimeout(limit);
    resolve(response.statusCode ?? 0);
    // What follows the status may take as long as it likes.
    response.destroy();
  });
  const limit = setTimeout(() => request.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })), PUT_TIMEOUT);
  request.on('error', (error) => {
    clearTimeout(limit);
    reject(error);
  });
  request.end(body);
});

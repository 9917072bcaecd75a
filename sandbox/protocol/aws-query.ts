import type { Caller } from '../security/callers';
import type { HttpRequest, HttpResponse } from './http';
import type { Perform, Service } from './operations';
import { xmlOf } from './query-xml';
import { NotEmulated, ServiceError } from './service-error';

/** Answers in the AWS Query protocol: the input is a form whose `Action` is the operation, the output is XML. */
export async function answerQuery(
  servicesByVersion: Readonly<Record<string, Service>>, perform: Perform, request: HttpRequest, caller: Caller, requestId: string,
): Promise<HttpResponse> {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  try {
    const { Action: action, Version: version, ...input } = parseForm(new TextDecoder().decode(request.body));
    const service = Object.hasOwn(servicesByVersion, String(version)) ? servicesByVersion[String(version)] : undefined;
    if (!service) throw new NotEmulated(`the service with API version ${String(version)} (operation ${String(action)})`);
    const output = await perform(service, String(action), input, caller);
    const answered = { [`${String(action)}Result`]: output, ResponseMetadata: { RequestId: requestId } };
    return { status: 200, headers, body: xmlOf(`${String(action)}Response`, answered) };
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const error = { Type: 'Sender', Code: thrown.code, Message: thrown.message };
    return { status: thrown.httpStatus, headers, body: xmlOf('ErrorResponse', { Error: error, RequestId: requestId }) };
  }
}

/** Without a prototype, so that every name is only a name. */
type Form = { [name: string]: string | Form };

function emptyForm(): Form {
  return Object.create(null) as Form;
}

/**
 * Makes an object of a form: `Parameters.member.1.ParameterKey` becomes `Parameters[0].ParameterKey`, and `Names.entry.1.key`
 * with `Names.entry.1.value` a member of `Names`. An empty list arrives as an empty text.
 */
function parseForm(form: string): Record<string, unknown> {
  const root = emptyForm();
  for (const [key, value] of new URLSearchParams(form)) {
    const path = key.split('.').filter((part) => part !== 'member');
    const last = path.pop() as string;
    let node = root;
    for (const part of path) {
      const member = node[part];
      // One that was a text before isn't one any more.
      node = typeof member === 'object' ? member : (node[part] = emptyForm());
    }
    node[last] = value;
  }
  return listsOf(root) as Record<string, unknown>;
}

function listsOf(node: string | Form): unknown {
  if (typeof node === 'string') return node;
  const names = Object.keys(node);
  if (names.length > 0 && names.every((name) => /^\d+$/.test(name))) {
    return names.sort((one, other) => Number(one) - Number(other)).map((name) => listsOf(node[name] as string | Form));
  }
  if (names.length === 1 && typeof node.entry === 'object') return mapOf(node.entry);
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, listsOf(value)]));
}

function mapOf(entries: Form): unknown {
  const pairs = Object.values(entries) as Form[];
  return Object.fromEntries(pairs.map(({ key, value = '' }) => [String(key), listsOf(value)]));
}

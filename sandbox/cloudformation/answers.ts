import type { HttpRequest, HttpResponse } from '../protocol/http';
import { hexadecimal, Random } from '../randomness';
import { Time } from '../time/time';

/** How long a signed URL can be used. */
const SIGNED_SECONDS = 7200;

interface Expected {
  readonly signature: string;
  expires: number;
  readonly receive: (body: string) => void;
}

/** A place to which one answer can be sent. */
export interface AnswerPlace {
  readonly url: string;
  /** The body of the first answer. */
  readonly answer: Promise<string>;
  /** The URL can be used for as long as it takes, since the clock has jumped. */
  prolong(): void;
}

/** The bucket in which CloudFormation receives the answers of custom resources, each at a URL signed for it. */
export class Answers {
  private readonly expected = new Map<string, Expected>();

  constructor(private readonly region: string, private readonly time: Time, private readonly random: Random, private readonly dated = true) {}

  public get host(): string {
    return `cloudformation-custom-resource-response-${this.region.replaceAll('-', '')}.s3.${this.region}.amazonaws.com`;
  }

  public expect(stackId: string, logicalId: string, requestId: string): AnswerPlace {
    const path = `/${stackId}|${logicalId}|${requestId}`;
    const signature = hexadecimal(this.random, 64);
    const answer = new Promise<string>((receive) => {
      this.expected.set(path, { signature, expires: this.time.now() + SIGNED_SECONDS * 1000, receive });
    });
    const prolong = (): void => { (this.expected.get(path) as Expected).expires = Infinity; };
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return { url: `https://${this.host}${encoded}?${this.signed(signature).toString()}`, answer, prolong };
  }

  /** The query of a signed URL, in the form that tells when it was signed or in the older one. */
  private signed(signature: string): URLSearchParams {
    if (!this.dated) {
      const expires = Math.floor(this.time.now() / 1000) + SIGNED_SECONDS;
      return new URLSearchParams({ AWSAccessKeyId: 'AKIASANDBOX', Expires: String(expires), Signature: signature });
    }
    const date = new Date(this.time.now()).toISOString().replace(/[-:]|\.\d+/g, '');
    return new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Date': date,
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Expires': String(SIGNED_SECONDS),
      'X-Amz-Credential': `AKIASANDBOX/${date.slice(0, 8)}/${this.region}/s3/aws4_request`,
      'X-Amz-Signature': signature,
    });
  }

  /** Takes what a function PUTs, as the signed URL allows. */
  public answer(request: HttpRequest): HttpResponse {
    const place = this.expected.get(request.path);
    if (request.method !== 'PUT' || !place || signatureIn(request) !== place.signature) return refused('SignatureDoesNotMatch');
    if (request.headers['content-type']) return refused('SignatureDoesNotMatch');
    if (request.headers['transfer-encoding']) return { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' };
    if (this.time.now() > place.expires) return refused('AccessDenied');
    place.receive(new TextDecoder().decode(request.body));
    return { status: 200 };
  }
}

function signatureIn({ query }: HttpRequest): string | null {
  return query.get('X-Amz-Signature') ?? query.get('Signature');
}

function refused(code: string): HttpResponse {
  return { status: 403, headers: { 'content-type': 'application/xml' }, body: `<Error><Code>${code}</Code></Error>` };
}

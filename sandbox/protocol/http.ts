/** A request as every part of the sandbox sees it, whether it came over a socket or from a client in the same process. */
export interface HttpRequest {
  readonly method: string;
  /** The host that the client meant to reach, without port. */
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The Region for which a request is signed in its header. */
export function regionOf(request: HttpRequest): string | undefined {
  return /Credential=[^/\s]+\/\d{8}\/([a-z]{2,5}(?:-[a-z]+)+-\d+)\//.exec(request.headers.authorization ?? '')?.[1];
}

/** The service for which a request is signed in its header, for example `s3`. */
export function signedFor(request: Pick<HttpRequest, 'headers'>): string | undefined {
  return /Credential=\S+\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '')?.[1];
}

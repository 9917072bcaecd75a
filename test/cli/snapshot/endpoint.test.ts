import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { readingClients } from '../../../cli/snapshot/clients';
import { endpointIn } from '../../../cli/snapshot/endpoint';
import { Pace } from '../../../cli/snapshot/pace';

const ELSEWHERE = 'https://amazonaws.com.example.com';
const SANDBOX = 'http://127.0.0.1:4599';

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_IDENTITYSTORE'])('%s is refused if it is neither AWS nor on this computer', (name) => {
  expect(() => endpointIn({ [name]: ELSEWHERE }))
    .toThrow(`${name} is ${ELSEWHERE}, which is neither AWS nor a sandbox on this computer; give it by --endpoint-url if it is meant`);
  expect(endpointIn({ [name]: ELSEWHERE }, SANDBOX)).toBe(SANDBOX);
});

test('a sandbox on this computer, and AWS itself, are taken from the environment', () => {
  expect(endpointIn({ AWS_ENDPOINT_URL: SANDBOX })).toBe(SANDBOX);
  expect(endpointIn({ AWS_ENDPOINT_URL: 'https://vpce-1.sts.eu-central-1.vpce.amazonaws.com' })).toBe('https://vpce-1.sts.eu-central-1.vpce.amazonaws.com');
  expect(endpointIn({})).toBeUndefined();
});

test('nothing is sent to a host that only the AWS configuration names', async () => {
  process.env.AWS_ENDPOINT_URL = ELSEWHERE;
  try {
    const sent: string[] = [];
    const requestHandler = { handle: ({ hostname }: { readonly hostname: string }) => Promise.reject(new Error(String(sent.push(hostname)))) };
    const settings = { region: 'eu-central-1', credentials: { accessKeyId: 'A', secretAccessKey: 'B' }, requestHandler: requestHandler as never };
    const { sts } = await readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), settings);
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow(
      'the AWS configuration sends requests to amazonaws.com.example.com, which is neither AWS nor a sandbox on this computer; give it by --endpoint-url if it is meant',
    );
    expect(sent).toEqual([]);
  } finally {
    delete process.env.AWS_ENDPOINT_URL;
  }
});

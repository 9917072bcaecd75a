import { Sandbox } from '../../lib/testing';
import { beside } from './support/beside';

const SEED = {
  organizations: [{
    id: 'o-a1b2c3d4e5',
    managementAccount: '222222222222',
    handshakes: [{ account: '111122223333' }, { email: 'new@example.com' }, { account: '444444444444', requestedDaysAgo: 10 }],
  }],
  switches: { organizations: { invitationState: 'REQUESTED' } },
};

test('the other side of an invitation answers from a second terminal, or lets it expire', async () => {
  const sandbox = await Sandbox.start({ seed: SEED });
  const run = (...words: string[]) => beside(sandbox.endpoint, ...words);
  try {
    expect(sandbox.environment.AWS_ACCESS_KEY_ID).toBe('SANDBOX222222222222');
    expect(run('accept', '111122223333').output).toMatch(/^h-[0-9a-f]{32} is ACCEPTED, by the account 111122223333\.\n$/);
    expect(run('decline', 'new@example.com').output).toMatch(/^h-[0-9a-f]{32} is DECLINED, by the account 9\d{11}\.\n$/);
    const again = run('accept', '111122223333');
    expect(again).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/^error: no handshake waits for 111122223333; h-[0-9a-f]{32} is ACCEPTED\n$/) });

    expect(run('state').output).toMatch(/INVITE +h-\S+ +444444444444 +REQUESTED/);
    const before = Date.now();
    const [, now = ''] = /^It is (\S+) in the sandbox\.\n$/.exec(run('clock', '--advance', '5d').output) ?? [];
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(5 * 86_400_000);
    expect(run('state').output).toMatch(/INVITE +h-\S+ +444444444444 +EXPIRED/);
    expect(run('state').output).toMatch(/account +111122223333 +\(root\) +ACTIVE/);
    expect(run('clock', '--advance', 'tomorrow').errors).toContain('error: --advance is a number and one of s, m, h and d, such as 15d, not tomorrow');
    for (const tooMuch of ['99999999999d', `${'9'.repeat(400)}s`]) {
      expect(run('clock', '--advance', tooMuch)).toMatchObject({
        exitCode: 2, errors: expect.stringContaining(`error: the clock is moved by 10 years (3650 days) at most at once, not by ${tooMuch}`),
      });
    }
  } finally {
    await sandbox.stop();
  }
});

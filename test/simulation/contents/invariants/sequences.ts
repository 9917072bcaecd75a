import type { ContentsInvariant } from './invariant';

/** A number of contents always stands for the same contents. */
export const sequences: ContentsInvariant = {
  name: 'sequences',
  holds: 'no sequence is given to two contents of a stack, and the last one that was given never gets smaller.',
  afterAll(run) {
    const ids = new Map<string, string>();
    const wrong: string[] = [];
    for (const { event, bodies } of run.events) {
      for (const body of bodies) {
        const { PhysicalResourceId: id = '', Status } = JSON.parse(body) as { readonly PhysicalResourceId?: string; readonly Status: string };
        const [, sequence] = /^contents:(\d+):/.exec(id) ?? [];
        if (sequence === undefined || Status !== 'SUCCESS') continue;
        const key = `${event.StackId} ${sequence}`;
        if ((ids.get(key) ?? id) !== id) wrong.push(`${id} has the sequence of ${ids.get(key)}`);
        ids.set(key, id);
      }
    }
    const deployments = run.deployments.filter(({ kept }) => kept);
    const smaller = deployments.filter(({ stack, kept }, index) => deployments.slice(0, index)
      .some((earlier) => earlier.stack === stack && (earlier.kept?.lastSequence ?? 0) > (kept?.lastSequence ?? 0)));
    return [...wrong, ...smaller.map(({ kept }) => `the last sequence became ${kept?.lastSequence}`)];
  },
};

import type { ContentsRun, Deployment } from '../run';

/** Something that has to hold in every run of contents. Each check tells, in words, what is wrong. */
export interface ContentsInvariant {
  readonly name: string;
  /** In a sentence, for people. */
  readonly holds: string;
  /** When a create, update or deletion of the stack has ended. */
  afterDeployment?(run: ContentsRun, deployment: Deployment): readonly string[];
  /** When everything that was under way is over, and everything was deployed once more with another generation while nothing went wrong. */
  afterRetry?(run: ContentsRun, deployment: Deployment): readonly string[];
  /** When the stack was deleted, too. */
  afterAll?(run: ContentsRun): readonly string[];
}

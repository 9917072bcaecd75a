import { parseStructure } from '../sandbox/cloudformation/template-text';
import { prepare } from './prepare';
import { isRehearsed } from './rehearsed-types';
import { Members, slice } from './slice';

/** The templates of one rehearsal, each of which is read once for all of its copies: nothing changes what was read. */
export class RehearsedTemplates {
  private readonly structures = new Map<string, Members>();
  private readonly prepared = new WeakMap<Members, Members>();
  private readonly others = new Map<string, number>();

  /**
   * All that is written in a template.
   *
   * @throws ServiceError if it can't be read
   */
  public structureOf(text: string): Members {
    const structure = this.structures.get(text) ?? parseStructure(text) as Members;
    this.structures.set(text, structure);
    return structure;
  }

  /** What of a template is rehearsed. */
  public prepare(structure: Members): Members {
    const prepared = this.prepared.get(structure) ?? prepare(structure);
    this.prepared.set(structure, prepared);
    return prepared;
  }

  /** How many resources of a template are not rehearsed. */
  public othersIn(text: string): number {
    const others = this.others.get(text) ?? slice(this.structureOf(text), isRehearsed).others;
    this.others.set(text, others);
    return others;
  }
}

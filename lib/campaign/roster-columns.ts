import { Columns } from '../contents/source/columns';

const NAMES = ['account', 'email', 'organizationalUnitId', 'priority', 'generation'];
const TAG = /^tags\.(.+)$/s;

/** The columns of a roster. Each key of a tag has one. */
export const ROSTER_COLUMNS: Columns = {
  rows: 'accounts',
  required: [],
  paths: new Map(NAMES.map((name) => [name, [name]])),
  furtherPath: (name) => {
    const [, key] = TAG.exec(name) ?? [];
    return key === undefined ? undefined : ['tags', key];
  },
};

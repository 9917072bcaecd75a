/** What something takes of a stack. */
export interface Cost {
  readonly resources: number;
  readonly outputs: number;
  /** Of its properties in the template. */
  readonly bytes: number;
  /** Keys that the policy of the stack's function names, each once. */
  readonly tagKeys: readonly string[];
}

/**
 * What scan puts into a stack at most. CloudFormation takes 500 resources, 200 outputs and 1 MB, a role 10,240 characters of policies. What a stack has
 * besides (a function with its role, log and policies: ten resources) fits in as well, and some room is left for what is added by hand.
 */
const MOST: Readonly<Record<'resources' | 'outputs' | 'bytes' | 'tagCharacters', number>> = { resources: 440, outputs: 150, bytes: 750_000, tagCharacters: 6_700 };

export const NOTHING: Cost = { resources: 0, outputs: 0, bytes: 0, tagKeys: [] };

/** What a resource has in a template beside its properties: its logical id, the function, what it depends on, the path of its construct. */
const BYTES_OF_RESOURCE = 900;

/** What a resource with these properties takes. */
export function costOf(properties: object, resources = 1): Cost {
  return { resources, outputs: 0, bytes: resources * (BYTES_OF_RESOURCE + new TextEncoder().encode(JSON.stringify(properties)).length), tagKeys: [] };
}

export function sumOf(costs: readonly Cost[]): Cost {
  return {
    resources: total(costs.map(({ resources }) => resources)),
    outputs: total(costs.map(({ outputs }) => outputs)),
    bytes: total(costs.map(({ bytes }) => bytes)),
    tagKeys: [...new Set(costs.flatMap(({ tagKeys }) => tagKeys))],
  };
}

/** Stacks of one kind, into which things are put as long as there is room. */
export class StackRoom {
  private readonly stacks: Map<string, Cost>;

  /**
   * @param kind what the stacks are called, with a number from the second one on
   * @param before the names of stacks that are there already
   */
  constructor(private readonly kind: string, before: readonly string[]) {
    this.stacks = new Map(before.map((name) => [name, NOTHING]));
  }

  public get names(): readonly string[] {
    return [...this.stacks.keys()];
  }

  /** Puts something into a stack, whether there is room or not. */
  public put(name: string, cost: Cost): void {
    this.stacks.set(name, sumOf([this.stacks.get(name) ?? NOTHING, cost]));
  }

  /**
   * Puts something where there is room for it and for what comes with it, and tells where.
   *
   * @param preferred a stack that is taken if there is room
   */
  public place(cost: Cost, { beside = NOTHING, preferred }: { readonly beside?: Cost; readonly preferred?: string } = {}): string {
    const whole = sumOf([cost, beside]);
    const names = preferred === undefined ? this.names : [preferred, ...this.names];
    const name = names.find((each) => hasRoom(sumOf([this.stacks.get(each) ?? NOTHING, whole]))) ?? this.newName();
    this.put(name, cost);
    return name;
  }

  private newName(): string {
    let number = 1;
    const nameOf = (): string => (number === 1 ? this.kind : `${this.kind}${number}`);
    while (this.stacks.has(nameOf())) number++;
    return nameOf();
  }
}

function hasRoom({ resources, outputs, bytes, tagKeys }: Cost): boolean {
  return resources <= MOST.resources && outputs <= MOST.outputs && bytes <= MOST.bytes && total(tagKeys.map(({ length }) => length + 3)) <= MOST.tagCharacters;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

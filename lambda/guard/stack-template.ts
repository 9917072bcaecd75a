/** A resource as a template declares it. */
interface DeclaredResource {
  readonly Type?: unknown;
  readonly Condition?: unknown;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: { readonly 'aws:cdk:path'?: unknown };
}

/** The custom resource that every construct of this library has. */
const INSIDE_CONSTRUCT = /\/Resource(\/Default)?$/;

/**
 * A template of the own stack. During an update it is the new one or the one before; which of them isn't documented. A resource that only one of them declares
 * tells them apart.
 */
export class StackTemplate {
  private constructor(private readonly resources: ReadonlyMap<string, DeclaredResource>) {}

  /** @returns undefined if it isn't JSON: nobody but a person writes another form, and the CDK doesn't */
  public static parse(text: string): StackTemplate | undefined {
    try {
      const { Resources: resources } = JSON.parse(text) as { readonly Resources: Readonly<Record<string, DeclaredResource>> };
      return new StackTemplate(new Map(Object.entries(resources)));
    } catch {
      return undefined;
    }
  }

  public declares(logicalId: string): boolean {
    return this.resources.has(logicalId);
  }

  /** What a resource is declared with; functions of CloudFormation are left as they stand. */
  public propertiesOf(logicalId: string): Readonly<Record<string, unknown>> {
    return this.resources.get(logicalId)?.Properties ?? {};
  }

  /** Where the construct of a resource is in the app, if the app says so. */
  public constructOf(logicalId: string): { readonly constructPath?: string } {
    const path = this.resources.get(logicalId)?.Metadata?.['aws:cdk:path'];
    return typeof path === 'string' ? { constructPath: path.replace(INSIDE_CONSTRUCT, '') } : {};
  }

  /** The logical ids of the resources of a type. */
  public allOf(resourceType: string): readonly string[] {
    return [...this.resources].filter(([, { Type: type }]) => type === resourceType).map(([id]) => id);
  }

  /** Those of them that are there whatever the conditions of the template say. */
  public unconditionalOf(resourceType: string): readonly string[] {
    return this.allOf(resourceType).filter((id) => this.isUnconditional(id));
  }

  /** Whether a resource that is declared is there whatever the conditions of the template say. */
  public isUnconditional(logicalId: string): boolean {
    return this.resources.get(logicalId)?.Condition === undefined;
  }
}

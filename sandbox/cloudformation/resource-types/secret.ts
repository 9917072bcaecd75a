import { Random } from '../../randomness';
import type { Secrets } from '../../secrets-manager/secrets';
import { ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Json, Properties } from '../template';
import { RecordedType } from './recorded';

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const CHARACTERS: Readonly<Record<string, string>> = {
  ExcludeLowercase: LOWERCASE,
  ExcludeUppercase: LOWERCASE.toUpperCase(),
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};
const DEFAULT_LENGTH = 32;

/** `AWS::SecretsManager::Secret`. */
export class SecretType extends RecordedType {
  constructor(random: Random, private readonly secrets: Secrets) {
    super(random, { nameProperty: 'Name', longestName: 512 });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    if (this.secrets.find(name)) throw new ProvisioningFailure(`The operation failed because the secret ${name} already exists.`);
    const { Description: description } = request.properties;
    const { arn } = this.secrets.create(name, this.textOf(request.properties), typeof description === 'string' ? description : undefined);
    return { physicalId: arn, attributes: { Id: arn } };
  }

  /** The text is generated anew only if how it is generated has changed. */
  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { physicalId: arn, properties, oldProperties } = request;
    if (properties.Name !== oldProperties.Name) return this.create(request);
    const isOther = ['SecretString', 'GenerateSecretString'].some((name) => JSON.stringify(properties[name]) !== JSON.stringify(oldProperties[name]));
    if (isOther) this.secrets.put(this.secrets.existing(arn), this.textOf(properties));
    return { physicalId: arn, attributes: { Id: arn } };
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    this.secrets.delete(physicalId);
  }

  private textOf({ SecretString: text, GenerateSecretString: generated }: Properties): string {
    if (text !== undefined) return String(text);
    const settings = (generated ?? {}) as Properties;
    const password = this.password(settings);
    const { SecretStringTemplate: template, GenerateStringKey: key } = settings;
    if (template === undefined) return password;
    return JSON.stringify({ ...JSON.parse(String(template)) as object, [String(key)]: password });
  }

  private password(settings: Properties): string {
    const is = (value: Json | undefined): boolean => String(value) === 'true';
    const kinds = Object.entries(CHARACTERS).filter(([name]) => !is(settings[name])).map(([, characters]) => characters);
    const excluded = String(settings.ExcludeCharacters ?? '');
    const allowed = [...kinds, ...is(settings.IncludeSpace) ? [' '] : []].map((characters) => [...characters].filter((one) => !excluded.includes(one)).join(''));
    const length = Number(settings.PasswordLength ?? DEFAULT_LENGTH);
    const pick = (characters: string): string => characters.charAt(Math.floor(this.random() * characters.length));
    const required = String(settings.RequireEachIncludedType) === 'false' ? [] : allowed.filter((characters) => characters !== '').map(pick);
    const further = Array.from({ length: Math.max(0, length - required.length) }, () => pick(allowed.join('')));
    return [...required, ...further].slice(0, length).join('');
  }
}

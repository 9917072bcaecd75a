/**
 * The name of a person, in parts of 1 to 1024 characters.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Name.html
 */
export interface Name {
  /**
   * The given name, which the service requires.
   */
  readonly givenName: string;

  /**
   * The family name, which the service requires.
   */
  readonly familyName: string;

  /**
   * The middle name.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly middleName?: string;

  /**
   * The whole name as it is to be shown.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly formatted?: string;

  /**
   * What stands before the name, for example `Dr.`.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly honorificPrefix?: string;

  /**
   * What stands after the name, for example `III`.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly honorificSuffix?: string;
}

/**
 * A postal address, in parts of 1 to 1024 characters. At least one has to be there.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Address.html
 */
export interface Address {
  /**
   * Street and number.
   *
   * @default - none
   */
  readonly streetAddress?: string;

  /**
   * City or locality.
   *
   * @default - none
   */
  readonly locality?: string;

  /**
   * State, province or other region of the country.
   *
   * @default - none
   */
  readonly region?: string;

  /**
   * Postal code.
   *
   * @default - none
   */
  readonly postalCode?: string;

  /**
   * Country.
   *
   * @default - none
   */
  readonly country?: string;

  /**
   * The whole address as it is to be shown.
   *
   * @default - none
   */
  readonly formatted?: string;

  /**
   * What kind of address it is, for example `work`.
   *
   * @default - none
   */
  readonly addressType?: string;
}

/**
 * A photo of a user.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Photo.html
 */
export interface Photo {
  /**
   * Where the photo is: a URL of 1 to 1024 characters.
   */
  readonly value: string;

  /**
   * What kind of photo it is, for example `thumbnail`.
   *
   * @default - none
   */
  readonly photoType?: string;

  /**
   * A text to show for the photo.
   *
   * @default - none
   */
  readonly display?: string;

  /**
   * Whether it is the photo that stands for the user.
   *
   * @default - not said
   */
  readonly primary?: boolean;
}

/**
 * Attributes of a person in a company, of 1 to 1024 characters each: the extension `aws:identitystore:enterprise`.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html
 */
export interface EnterpriseExtension {
  /**
   * The number of the employee.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly employeeNumber?: string;

  /**
   * The cost center.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly costCenter?: string;

  /**
   * The organization.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly organization?: string;

  /**
   * The division.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly division?: string;

  /**
   * The department.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly department?: string;

  /**
   * The id of the user who is the manager: `manager.value` of the extension.
   *
   * @default - none; that of an adopted user stays as it is
   */
  readonly manager?: string;
}

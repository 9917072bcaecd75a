/** The forms of ids and ARNs. They are checked at synthesis, or at deployment if the value is only known then. */
export const ACCOUNT_ID = { form: /^\d{12}$/, allowed: 'an account id of 12 digits' };

export const ORGANIZATIONAL_UNIT_ID = {
  form: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
  allowed: 'the id of an OU such as "ou-ab12-cdefghij", or of the root such as "r-ab12"',
};

/** With a path; never with a wildcard, which would be a permission for many roles. */
export const ROLE_ARN = {
  form: /^arn:[a-z-]+:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  allowed: 'the ARN of a role such as "arn:aws:iam::111122223333:role/Join"',
};

/** The id that the service gave a user or a group. */
export const STORE_RESOURCE_ID = {
  form: /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/,
  allowed: 'a UUID, in newer stores with the ten digits of the store id and "-" in front',
};

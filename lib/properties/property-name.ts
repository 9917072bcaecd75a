/** `NickName`, as the service has it, is the property `nickName`. */
export function propertyOf<Name extends string>(name: Name): Uncapitalize<Name> {
  return name.charAt(0).toLowerCase() + name.slice(1) as Uncapitalize<Name>;
}

/** The property `nickName` is `NickName` to the service. */
export function memberOf(property: string): string {
  return property.charAt(0).toUpperCase() + property.slice(1);
}

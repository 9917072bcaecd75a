import type { Attributes } from './attributes';

/** The only e-mail address of a user. */
export function emailOf(attributes: Attributes): string | undefined {
  const emails = attributes.get('emails');
  const value = typeof emails === 'string' ? emails : emails?.[0]?.Value;
  return typeof value === 'string' ? value : undefined;
}

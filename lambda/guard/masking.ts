import { quoted } from './wording';

/** Somebody else's e-mail address as messages show it: enough for its owner to know it. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return at < 0 ? `${first}***` : quoted(`${first}***${email.slice(at)}`).slice(1, -1);
}

/** Somebody else's user name, in quotes; many are e-mail addresses. */
export function maskedName(userName: string): string {
  return userName.includes('@') ? `"${masked(userName)}"` : quoted(userName);
}

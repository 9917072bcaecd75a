/** Asks a running sandbox what the commands of the second terminal ask. */
export async function askSandbox<Answer>(endpoint: string, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${endpoint}/_sandbox/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(await response.text());
  return await response.json() as Answer;
}

import { ApiClient } from '@holdfast/auth-core';

const api = new ApiClient({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' });

export async function handle(request: Request): Promise<Response> {
  const result = await api.authenticate(request);
  if (!result.ok) {
    const { status, headers, body } = result.response;
    return new Response(body, { status, headers });
  }
  return Response.json({ caller: result.auth.clientId }, { headers: result.headers });
}

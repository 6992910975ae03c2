// The page that something on the way answers with, where a program expects JSON.

/** Its headers: no program that looks at them takes it for JSON. */
export const pageHeaders = { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' } as const;

/** The page. */
export function proxyPage(status: number): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Error ${status}</h1><p>You are unable to access this site.</p><p>Cloudflare Ray ID: 8f0c0ffee0ddba11</p></body>
</html>
`;
}

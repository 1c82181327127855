// The page's content security policy, put into the built index.html. Vite's
// development server needs inline scripts and a socket, so it does without.

/** Nothing but the page's own files: no network at run time. Styles: window libraries set some inline. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A Vite plugin, for the build only. */
export function contentPolicyPlugin() {
  return {
    name: 'content-policy',
    apply: /** @type {const} */ ('build'),
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy },
        injectTo: /** @type {const} */ ('head-prepend'),
      },
    ],
  };
}

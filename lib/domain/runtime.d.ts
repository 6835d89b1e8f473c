/**
 * The few globals the pure core uses beyond ECMAScript: they exist in every browser, worker and Node. Declared here
 * because the core is compiled without the DOM and Node types; where those are present, they are the same.
 */
interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  username: string;
}
declare var URL: {
  prototype: URL;
  /** WHATWG URL parser. Throws TypeError on what is not a URL. */
  new (url: string | URL, base?: string | URL): URL;
};

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: {
  prototype: TextEncoder;
  new (): TextEncoder;
};

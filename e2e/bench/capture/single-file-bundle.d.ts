/** The parts of SingleFile's published bundle that the bench puts into a page. */
declare module "single-file-cli/lib/single-file-bundle.js" {
  export const script: string;
  export const hookScript: string;
}

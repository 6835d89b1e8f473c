/** Exists so that the server answers this address; the shell in the layout shows the view. */
export default function Page() {
  return null;
}

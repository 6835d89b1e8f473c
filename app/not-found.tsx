/** The shell in the layout shows what an unknown address says. */
export default function NotFound() {
  return null;
}

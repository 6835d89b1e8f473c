/** Custom properties may stand in `style`, and style sheets are imported for their effect. */
import "react";

declare module "react" {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}

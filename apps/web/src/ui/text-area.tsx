import type { ComponentProps } from "react";

/** A few lines of somebody's own words; it grows by hand. */
export const TextArea = (props: ComponentProps<"textarea">) => <textarea className="input lines" rows={3} {...props} />;

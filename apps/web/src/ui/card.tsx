import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={clsx("card", className)} {...rest} />;
}

/** One line: title, count in grey; facts and actions as children. */
export function CardHead({ title, count, children }: { title: ReactNode; count?: ReactNode; children?: ReactNode }) {
  return (
    <div className="card-head">
      <h2>
        {title} {count !== undefined && <span className="count">{count}</span>}
      </h2>
      {children}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={clsx("card-body", className)} {...rest} />;
}

export function CardFoot({ className, ...rest }: ComponentProps<"div">) {
  return <div className={clsx("card-foot", className)} {...rest} />;
}

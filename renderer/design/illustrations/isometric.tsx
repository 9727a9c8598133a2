import type { ReactNode } from 'react';

/**
 * Device pictures are isometric at 30° with light from the top left. A `Plane` puts flat drawings on a
 * horizontal plane whose origin is at (x, y) of the picture; a `Slab` stacks one outline from `bottom` up to
 * `top`, which is how a rounded body gets its side without any 3D.
 */
export function Plane({
  x,
  y,
  children,
}: {
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
}) {
  return <g transform={`matrix(0.8660254 0.5 -0.8660254 0.5 ${x} ${y})`}>{children}</g>;
}

export type Outline = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
};

type SlabProps = {
  readonly x: number;
  readonly bottom: number;
  readonly top: number;
  /** Distance of two layers; under 1.5 the seams cannot be seen. */
  readonly step?: number;
  readonly outline: Outline;
  readonly fill: string;
};

export function Slab({ x, bottom, top, step = 1.5, outline, fill }: SlabProps) {
  const layers = Array.from(
    { length: Math.ceil((bottom - top) / step) },
    (_, index) => bottom - index * step,
  );
  return (
    <>
      {layers.map((y) => (
        <Plane key={y} x={x} y={y}>
          <rect {...outline} fill={fill} />
        </Plane>
      ))}
    </>
  );
}

/** The side of a body: dark towards us on the left edge, light on the right, with the turn at the corner. */
export function BodyGradient({
  id,
  from,
  to,
}: {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}) {
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x1="0" y1={from} x2={to} y2="0">
      <stop offset="0" stopColor="#C9D3CE" />
      <stop offset=".47" stopColor="#B5C2BC" />
      <stop offset=".53" stopColor="#DDE4E0" />
      <stop offset="1" stopColor="#EDF1EE" />
    </linearGradient>
  );
}

export function Blur({ id, deviation }: { readonly id: string; readonly deviation: number }) {
  return (
    <filter id={id} x="-40%" y="-40%" width="180%" height="180%">
      <feGaussianBlur stdDeviation={deviation} />
    </filter>
  );
}

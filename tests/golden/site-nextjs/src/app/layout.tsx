import type { Metadata } from "next";

export const metadata: Metadata = {
  title: `Kiln Log`,
  description: `A log of firings.`,
};

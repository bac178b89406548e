/** The parts of the service that are looked at each minute, in the order in which people see them. */
export const statusComponents = {
  website: "Website and API",
  database: "Database",
  storage: "Files",
  jobs: "Model making",
} as const;

export type StatusComponent = keyof typeof statusComponents;
export const componentNames = Object.keys(statusComponents) as StatusComponent[];

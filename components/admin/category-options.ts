import { dataCategories } from "@/lib/core/personal-data";

/** The data map's categories, to choose from. */
export const categoryOptions = Object.entries(dataCategories).map(([value, label]) => ({ value, label }));

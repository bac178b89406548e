/**
 * Prints: meshes that a customer sends, to be converted or looked at. A request becomes a row and a job in one
 * transaction; the job becomes a report, perhaps a file, and an event in another. Free of charge. The mesh as it was sent
 * is removed as soon as the work has ended; the result stays until it is deleted. Another organization's id is not found.
 */
export { checkPrint, convertMesh, type MeshInput } from "./create-print";
export { deleteConversion, deletePrintCheck } from "./delete-print";
export { getConversion, getPrintCheck } from "./get-print";
export { countPrintsOfKey, erasePrintsOfKey } from "./key-data";
export { listConversions, listPrintChecks } from "./list-prints";
export { waitForConversion, waitForPrintCheck } from "./wait-for-print";
export { openConverted } from "./open-converted";

export { backupRetention } from "./retention";

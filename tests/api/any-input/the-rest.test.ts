import { operationsOf } from "./read-operations";
import { tryOperations } from "./try-operations";

tryOperations(operationsOf("the rest"));

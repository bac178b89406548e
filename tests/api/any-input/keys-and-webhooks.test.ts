import { operationsOf } from "./read-operations";
import { tryOperations } from "./try-operations";

tryOperations(operationsOf("keys and webhooks"));

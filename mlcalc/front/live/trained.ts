/** The kinds of the third script: TRAINED in kinds.ts. */

import { training } from "../kinds/training/training.ts";

export const trained = { training };

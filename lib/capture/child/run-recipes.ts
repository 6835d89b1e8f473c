/** Makes the artifacts of one step. One that fails leaves a reason and lets the others go on. */
import type { ArtifactKind } from "../../domain/artifact";
import type { CaptureStep } from "../../domain/capture";
import { recipes } from "../recipes";
import { NotMade, type Made, type Recipe } from "../recipes/recipe";
import type { Reading } from "../steps/read";
import { OutOfTime } from "./budget";
import type { Scene } from "./scene";

export interface StepSpan {
  readonly step: Exclude<CaptureStep, "load">;
  /** Progress when the step begins and ends. */
  readonly from: number;
  readonly to: number;
}

const reasonOf = (error: unknown): string =>
  error instanceof NotMade || error instanceof OutOfTime ? error.message : "the browser could not make it";

/** Returns how many artifacts were made and how many are missing. */
export async function runRecipes(
  scene: Scene,
  reading: Reading,
  { step, from, to }: StepSpan,
): Promise<{ made: number; missing: number }> {
  const { outlet, budget, job } = scene;
  const kinds = job.artifacts.filter((kind) => recipes[kind].step === step);
  const count = { made: 0, missing: 0 };
  outlet.send({ type: "step", step, progress: from });
  for (const [index, kind] of kinds.entries()) {
    try {
      const ms = budget.beforeEnd(recipes[kind].boxMs);
      const made = await budget.box(`making the ${kind}`, ms, makeOne(kind, scene, reading));
      if (made === null) continue;
      for (const bytes of made instanceof Uint8Array ? [made] : made) await outlet.artifact(kind, bytes);
      count.made++;
    } catch (error) {
      outlet.send({ type: "missing", kind, reason: reasonOf(error) });
      count.missing++;
    }
    outlet.send({ type: "step", step, progress: from + ((to - from) * (index + 1)) / kinds.length });
  }
  return count;
}

function makeOne(kind: ArtifactKind, scene: Scene, reading: Reading): Promise<Made> {
  const recipe: Recipe = recipes[kind];
  return recipe.make(scene, reading);
}
